"""Organisations, data keys, the audit chain, the look log, events."""

import sqlalchemy as sa
from alembic import op

from chartside.platform.database.migrations import helpers as h

revision = "0001_platform"
down_revision = None


def upgrade() -> None:
    op.execute("grant usage on schema public to cs_jobs")
    h.function("refuse_change()", "trigger", "begin raise exception '% is append-only', tg_table_name; end")
    _chain_functions()
    _organisation()
    _data_key()
    _audit_entry()
    _look()
    _look_block()
    _event()


def _chain_functions() -> None:
    # Each field with its length in bytes, so that no two lists of fields give the same text.
    h.function(
        "chain_text(variadic fields text[])",
        "text",
        """begin return (
             select string_agg(coalesce(octet_length(field) || ':' || field, '-'), ',' order by place)
             from unnest(fields) with ordinality as given(field, place)); end""",
        more="immutable",
    )
    h.function(
        "chain_instant(instant timestamptz)",
        "text",
        """begin return to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'); end""",
        more="stable",
    )
    h.function(
        "lock_key(purpose text, org_id uuid, place text)",
        "bigint",
        "begin return hashtextextended(purpose || ' ' || org_id || ' ' || place, 0); end",
        more="stable",
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        h.org_column(),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        h.instant("created_at", server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("org_id", name="pk_organisation"),
    )
    h.protect("organisation")
    # The directory tells workers which organisations there are; only cs_jobs reads it.
    op.execute("set role cs_jobs")
    op.execute("create table jobs.tenant_directory (org_id uuid primary key)")
    op.execute(
        "create function jobs.remember_tenant() returns trigger language plpgsql security definer "
        "set search_path = pg_catalog, pg_temp as $body$ begin "
        "insert into jobs.tenant_directory (org_id) values (new.org_id) on conflict do nothing; return null; end $body$"
    )
    op.execute("revoke all on function jobs.remember_tenant() from public")
    op.execute("grant usage on schema jobs to cs_owner")
    op.execute("grant execute on function jobs.remember_tenant() to cs_owner")
    op.execute("reset role")
    op.execute(
        "create trigger organisation_directory after insert on organisation "
        "for each row execute function jobs.remember_tenant()"
    )


def _data_key() -> None:
    op.create_table(
        "data_key",
        h.org_column(),
        h.id_column(),
        sa.Column("master_key_id", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        h.instant("created_at", server_default=sa.func.now()),
        h.own_key("data_key"),
        h.of_organisation("data_key"),
    )
    op.create_index("ix_data_key_org_id_master_key_id", "data_key", ["org_id", "master_key_id"])
    h.protect("data_key", rights="select, insert, update (master_key_id, wrapped), delete")


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        h.org_column(),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        h.instant("at"),
        h.instant("recorded_at"),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        h.json_column("detail"),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("org_id", "seq", name="pk_audit_entry"),
        h.of_organisation("audit_entry"),
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["org_id", "subject_type", "subject_id", "seq"])
    op.create_index("ix_audit_entry_patient", "audit_entry", ["org_id", "patient_id", "seq"])
    op.create_index("ix_audit_entry_account", "audit_entry", ["org_id", "account_id", "seq"])
    h.append_only("audit_entry")
    h.function(
        "audit_chain()",
        "trigger",
        """declare last record;
        begin
          perform pg_advisory_xact_lock(lock_key('audit', new.org_id, ''));
          select seq, hash into last from audit_entry where org_id = new.org_id order by seq desc limit 1;
          new.seq := coalesce(last.seq, 0) + 1;
          new.prev := coalesce(last.hash, ''::bytea);
          new.recorded_at := clock_timestamp();
          new.hash := sha256(convert_to(chain_text(
            encode(new.prev, 'hex'), new.org_id::text, new.seq::text, chain_instant(new.at),
            chain_instant(new.recorded_at), new.account_id::text, new.staff_id::text, new.actor_name, new.action,
            new.subject_type, new.subject_id::text, new.patient_id::text, new.detail::text), 'UTF8'));
          return new;
        end""",
    )
    op.execute(
        "create trigger audit_entry_chain before insert on audit_entry for each row execute function audit_chain()"
    )


def _look() -> None:
    op.create_table(
        "look",
        h.org_column(),
        h.id_column(),
        sa.Column("slot", sa.BigInteger(), nullable=False),
        h.instant("at"),
        h.instant("recorded_at"),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        h.own_key("look"),
        h.of_organisation("look"),
    )
    op.create_index("ix_look_slot", "look", ["org_id", "slot", "id"])
    op.create_index("ix_look_patient", "look", ["org_id", "patient_id", "slot", "id"])
    op.create_index("ix_look_account", "look", ["org_id", "account_id", "slot", "id"])
    h.append_only("look")
    # A look belongs to the second it is written in. It holds a shared lock on that second until it is committed, so
    # that the sealer, which wants it alone, knows when a second is complete. Nobody waits.
    h.function(
        "look_slot()",
        "trigger",
        """begin
          loop
            new.recorded_at := clock_timestamp();
            new.slot := greatest(
              floor(extract(epoch from new.recorded_at))::bigint,
              (select coalesce(max(slot), -1) + 1 from look_block where org_id = new.org_id));
            perform pg_advisory_xact_lock_shared(lock_key('look', new.org_id, new.slot::text));
            exit when new.slot >= floor(extract(epoch from clock_timestamp()))
              and not exists (select 1 from look_block where org_id = new.org_id and slot = new.slot);
          end loop;
          return new;
        end""",
    )
    op.execute("create trigger look_slot before insert on look for each row execute function look_slot()")


def _look_block() -> None:
    op.create_table(
        "look_block",
        h.org_column(),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.BigInteger(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        h.instant("sealed_at"),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("org_id", "seq", name="pk_look_block"),
        sa.UniqueConstraint("org_id", "slot", name="uq_look_block_org_id_slot"),
        h.of_organisation("look_block"),
    )
    h.append_only("look_block")
    h.function(
        "look_block_chain()",
        "trigger",
        """declare last record;
        begin
          perform pg_advisory_xact_lock(lock_key('look block', new.org_id, ''));
          select seq, hash into last from look_block where org_id = new.org_id order by seq desc limit 1;
          new.seq := coalesce(last.seq, 0) + 1;
          new.prev := coalesce(last.hash, ''::bytea);
          new.sealed_at := clock_timestamp();
          select count(*), sha256(convert_to(coalesce(string_agg(chain_text(
              id::text, chain_instant(at), chain_instant(recorded_at), account_id::text, actor_name,
              patient_id::text, page), ';' order by id), ''), 'UTF8'))
            into new.looks, new.content
            from look where org_id = new.org_id and slot = new.slot;
          new.hash := sha256(convert_to(chain_text(
            encode(new.prev, 'hex'), new.org_id::text, new.seq::text, new.slot::text, new.looks::text,
            encode(new.content, 'hex'), chain_instant(new.sealed_at)), 'UTF8'));
          return new;
        end""",
    )
    op.execute(
        "create trigger look_block_chain before insert on look_block for each row execute function look_block_chain()"
    )


def _event() -> None:
    op.create_table(
        "event",
        h.org_column(),
        h.id_column(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        h.json_column("detail"),
        sa.Column("actor_name", sa.Text(), nullable=False),
        h.instant("at"),
        h.instant("recorded_at", server_default=sa.func.clock_timestamp()),
        h.own_key("event"),
        h.of_organisation("event"),
    )
    op.create_index("ix_event_subject", "event", ["org_id", "subject_type", "subject_id"])
    op.create_index("ix_event_name", "event", ["org_id", "name", "recorded_at"])
    h.append_only("event")
