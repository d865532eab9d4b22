-- The laws of review, as the database holds them (product law 1 and 4).
-- Each function refuses with a sentence; the application tells the same reason before it comes to that.

-- Nothing in review is ever deleted, and what was signed is never changed.
create function review_refuse_delete() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'rows of % are never deleted', tg_table_name using errcode = 'CS001';
end $$;

-- A version's manifest is what its hash says, and versions follow one another while the proposal is open.
create function review_check_version() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare p proposal; newest int;
begin
  select * into strict p from proposal where org_id = new.org_id and id = new.proposal_id for update;
  select coalesce(max(version), 0) into newest from proposal_version
    where org_id = new.org_id and proposal_id = new.proposal_id;
  if new.version <> newest + 1 then
    raise exception 'version % does not follow version %', new.version, newest using errcode = 'CS002';
  end if;
  if encode(sha256(new.manifest), 'hex') <> new.package_sha256 then
    raise exception 'the manifest does not have the hash it claims' using errcode = 'CS003';
  end if;
  if p.status not in ('open', 'returned') and not review_all_recalled(new.org_id, new.proposal_id) then
    raise exception 'a % proposal takes no new version', p.status using errcode = 'CS004';
  end if;
  return new;
end $$;

create function review_all_recalled(org uuid, proposal uuid) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select count(*) > 0 and bool_and(e.status = 'recalled')
    from effect e join proposal p on p.org_id = e.org_id and p.id = e.proposal_id
   where e.org_id = org and e.proposal_id = proposal and e.version = p.current_version
$$;

-- A package holds only files that its manifest names by hash.
create function review_check_file() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare manifest jsonb;
begin
  select convert_from(v.manifest, 'UTF8')::jsonb into strict manifest from proposal_version v
    where v.org_id = new.org_id and v.proposal_id = new.proposal_id and v.version = new.version;
  if not exists (
    select 1 from jsonb_array_elements(manifest -> 'effects') e, jsonb_array_elements(e -> 'files') f
     where f ->> 'name' = new.name and f ->> 'sha256' = new.sha256) then
    raise exception 'the manifest names no file % with this hash', new.name using errcode = 'CS003';
  end if;
  return new;
end $$;

-- The chain of signers is fixed before anyone signs.
create function review_check_signer() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare p proposal;
begin
  select * into strict p from proposal where org_id = new.org_id and id = new.proposal_id for update;
  if exists (select 1 from proposal_version where org_id = new.org_id and proposal_id = new.proposal_id) then
    raise exception 'the chain of signers is fixed with the first version' using errcode = 'CS005';
  end if;
  if not exists (select 1 from signing_right r where r.kind = p.kind and r.role = new.role) then
    raise exception 'a % does not sign a %', new.role, p.kind using errcode = 'CS006';
  end if;
  return new;
end $$;

-- A countersignature: this person, in this place of the chain, over exactly these bytes, now.
create function review_check_countersignature() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare p proposal; v proposal_version; s signer; given int;
begin
  select * into strict p from proposal where org_id = new.org_id and id = new.proposal_id for update;
  if p.status <> 'open' then
    raise exception 'a % proposal takes no signature', p.status using errcode = 'CS004';
  end if;
  if new.version <> p.current_version then
    raise exception 'version % is not the current one', new.version using errcode = 'CS002';
  end if;
  select * into strict v from proposal_version
    where org_id = new.org_id and proposal_id = new.proposal_id and version = new.version;
  if new.package_sha256 <> v.package_sha256 then
    raise exception 'the signature is over other bytes' using errcode = 'CS003';
  end if;
  if v.blocked > 0 then
    raise exception 'something in this version blocks signing' using errcode = 'CS007';
  end if;
  if new.signed_at >= p.expires_at then
    raise exception 'the proposal has expired' using errcode = 'CS008';
  end if;
  if new.reauthenticated_at is null or new.signed_at < new.reauthenticated_at
     or new.signed_at - new.reauthenticated_at > interval '5 minutes' then
    raise exception 'the signer was not re-authenticated in the last five minutes' using errcode = 'CS009';
  end if;
  if not exists (
    select 1 from login_session l where l.org_id = new.org_id and l.account_id = new.account_id
       and l.stage = 'full' and l.ended_at is null and l.reauthenticated_at = new.reauthenticated_at) then
    raise exception 'in no session of the signer was this proof of identity given' using errcode = 'CS010';
  end if;
  select count(*) into given from countersignature
    where org_id = new.org_id and proposal_id = new.proposal_id and version = new.version;
  if new.position <> given + 1 then
    raise exception 'it is not the turn of position %', new.position using errcode = 'CS005';
  end if;
  select * into s from signer
    where org_id = new.org_id and proposal_id = new.proposal_id and position = new.position;
  if not found or s.role <> new.role or (s.account_id is not null and s.account_id <> new.account_id) then
    raise exception 'this place in the chain is another person''s' using errcode = 'CS005';
  end if;
  if exists (select 1 from countersignature where org_id = new.org_id and proposal_id = new.proposal_id
               and version = new.version and account_id = new.account_id) then
    raise exception 'one person does not sign twice' using errcode = 'CS005';
  end if;
  if not exists (
    select 1 from account a join account_role r on r.org_id = a.org_id and r.account_id = a.id
     where a.org_id = new.org_id and a.id = new.account_id and a.active and r.role = new.role) then
    raise exception 'the signer does not hold the role %', new.role using errcode = 'CS006';
  end if;
  if not exists (select 1 from signing_right r where r.kind = p.kind and r.role = new.role) then
    raise exception 'a % does not sign a %', new.role, p.kind using errcode = 'CS006';
  end if;
  return new;
end $$;

-- Whether every place of the chain has signed the current version, the last one with a role that may be last.
create function review_chain_complete(org uuid, proposal uuid, of_version int) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select (select count(*) from signer where org_id = org and proposal_id = proposal) > 0
     and (select count(*) from signer where org_id = org and proposal_id = proposal)
       = (select count(*) from countersignature c join proposal_version v
            on v.org_id = c.org_id and v.proposal_id = c.proposal_id and v.version = c.version
           where c.org_id = org and c.proposal_id = proposal and c.version = of_version
             and c.package_sha256 = v.package_sha256)
     and (select r.final from countersignature c
            join proposal p on p.org_id = c.org_id and p.id = c.proposal_id
            join signing_right r on r.kind = p.kind and r.role = c.role
           where c.org_id = org and c.proposal_id = proposal and c.version = of_version
           order by c.position desc limit 1)
$$;

-- A proposal begins open, without a version: it cannot be born signed.
create function review_check_new_proposal() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.status <> 'open' or new.current_version <> 0 then
    raise exception 'a proposal begins open and without a version' using errcode = 'CS004';
  end if;
  return new;
end $$;

-- A proposal's status moves only along its diagram.
create function review_check_proposal() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare moved boolean := new.status <> old.status;
begin
  if (new.org_id, new.id, new.kind, new.subject_type, new.subject_id, new.patient_id, new.created_at,
      new.created_by, new.expires_at)
     is distinct from
     (old.org_id, old.id, old.kind, old.subject_type, old.subject_id, old.patient_id, old.created_at,
      old.created_by, old.expires_at) then
    raise exception 'a proposal keeps its kind, subject, author and last day' using errcode = 'CS001';
  end if;
  if new.current_version <> old.current_version then
    if new.current_version <> old.current_version + 1
       or not exists (select 1 from proposal_version v where v.org_id = new.org_id
                        and v.proposal_id = new.id and v.version = new.current_version) then
      raise exception 'version % does not exist or does not follow', new.current_version using errcode = 'CS002';
    end if;
    if new.status <> 'open' then
      raise exception 'a new version is open' using errcode = 'CS004';
    end if;
  end if;
  if moved and not (
       (old.status = 'open' and new.status in ('returned', 'expired', 'withdrawn'))
    or (old.status = 'open' and new.status = 'signed'
        and review_chain_complete(new.org_id, new.id, new.current_version))
    or (old.status = 'returned' and new.status in ('open', 'expired', 'withdrawn'))
    or (old.status = 'signed' and new.status = 'open'
        and new.current_version = old.current_version + 1
        and review_all_recalled(old.org_id, old.id))
    or (old.status in ('signed', 'attention')
        and new.status = review_status_of_effects(new.org_id, new.id, new.current_version))) then
    raise exception 'a % proposal does not become %', old.status, new.status using errcode = 'CS004';
  end if;
  return new;
end $$;

create function review_status_of_effects(org uuid, proposal uuid, of_version int) returns text
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case when bool_or(status in ('failed', 'unknown')) then 'attention'
              when bool_and(status = 'delivered') then 'delivered' else 'signed' end
    from effect where org_id = org and proposal_id = proposal and version = of_version
$$;

-- No effect without a complete chain over exactly its bytes, and only what the manifest names.
create function review_check_new_effect() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare p proposal; v proposal_version;
begin
  select * into strict p from proposal where org_id = new.org_id and id = new.proposal_id for update;
  select * into strict v from proposal_version
    where org_id = new.org_id and proposal_id = new.proposal_id and version = new.version;
  if p.status <> 'signed' or new.version <> p.current_version
     or not review_chain_complete(new.org_id, new.proposal_id, new.version) then
    raise exception 'nothing leaves without its countersignature' using errcode = 'CS010';
  end if;
  if new.package_sha256 <> v.package_sha256 then
    raise exception 'the effect is over other bytes than the signature' using errcode = 'CS003';
  end if;
  if not exists (
    select 1 from jsonb_array_elements(convert_from(v.manifest, 'UTF8')::jsonb -> 'effects') e
     where e ->> 'name' = new.name and e ->> 'connector' = new.connector
       and e ->> 'destination' = new.destination) then
    raise exception 'the signed manifest names no effect %', new.name using errcode = 'CS010';
  end if;
  if new.status <> 'held' then
    raise exception 'an effect begins held' using errcode = 'CS004';
  end if;
  return new;
end $$;

create function review_check_effect() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if (new.org_id, new.id, new.proposal_id, new.version, new.name, new.connector, new.destination,
      new.package_sha256, new.idempotency_key, new.hold_until)
     is distinct from
     (old.org_id, old.id, old.proposal_id, old.version, old.name, old.connector, old.destination,
      old.package_sha256, old.idempotency_key, old.hold_until) then
    raise exception 'an effect keeps what was signed' using errcode = 'CS001';
  end if;
  if new.status <> old.status and not (
       (old.status = 'held' and new.status in ('sending', 'recalled'))
    or (old.status = 'sending' and new.status in ('delivered', 'failed', 'unknown', 'held'))
    or (old.status in ('failed', 'unknown') and new.status = 'held' and new.decided_by is not null)
    or (old.status = 'unknown' and new.status = 'delivered' and new.decided_by is not null)) then
    raise exception 'a % effect does not become %', old.status, new.status using errcode = 'CS004';
  end if;
  if new.status = 'recalled' and old.attempts > 0 then
    raise exception 'an effect that was tried is not recalled' using errcode = 'CS004';
  end if;
  if old.status = 'held' and new.status = 'sending' and new.begun_at < new.hold_until then
    raise exception 'an effect does not leave during its hold' using errcode = 'CS011';
  end if;
  return new;
end $$;

create trigger version_checked before insert on proposal_version
  for each row execute function review_check_version();
create trigger file_checked before insert on package_file
  for each row execute function review_check_file();
create trigger signer_checked before insert on signer
  for each row execute function review_check_signer();
create trigger countersignature_checked before insert on countersignature
  for each row execute function review_check_countersignature();
create trigger proposal_begins before insert on proposal
  for each row execute function review_check_new_proposal();
create trigger proposal_checked before update on proposal
  for each row execute function review_check_proposal();
create trigger proposal_kept before delete on proposal
  for each row execute function review_refuse_delete();
create trigger effect_begins before insert on effect
  for each row execute function review_check_new_effect();
create trigger effect_checked before update on effect
  for each row execute function review_check_effect();
create trigger effect_kept before delete on effect
  for each row execute function review_refuse_delete();
create trigger attempt_kept before delete on effect_attempt
  for each row execute function review_refuse_delete();
