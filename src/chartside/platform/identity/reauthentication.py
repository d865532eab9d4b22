"""Proving again who one is, before countersigning and before changing one's own ways in."""

from chartside.platform.identity import attempts, factors, sessions
from chartside.platform.identity.accounts import get_account
from chartside.platform.identity.attempts import Purpose
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sign_in import TurnedAway, Visitor, too_many
from chartside.platform.identity.signed_in import SignedIn
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Work

WRONG_PROOF = "This is not your password, and not the present code of your authenticator app."
SESSION_ENDED = "Too many attempts. You have been signed out; sign in again."


def reauthenticate(
    work: Work, policy: Policy, signed_in: SignedIn, proof: str, visitor: Visitor
) -> Token | TurnedAway:
    """Check the person's password or a code of their authenticator app.

    Returns:
        A new token for the same session, to be put into the cookie; the one before opens nothing any more.
        Or the sentence to show. After too many wrong proofs the session ends (`start_again`): somebody else
        may be sitting there.
    """
    limits, account_id = policy.attempts, signed_in.summary.id
    counted = attempts.counted_subjects(work, limits, str(account_id), visitor.address)
    admission = attempts.admit(work, limits, Purpose.REAUTHENTICATION, counted)
    if admission.retry_at is not None:
        return TurnedAway(too_many(admission.retry_at, work.clock.now()))
    passed = _proves(work, policy, signed_in, proof)
    is_last = attempts.settle(work, limits, admission, passed=passed)
    if passed:
        return sessions.reauthenticated(work, signed_in.session_id)
    work.audit(
        "session.reauthentication_failed", "login_session", signed_in.session_id, account_id=account_id
    )
    if not is_last:
        return TurnedAway(WRONG_PROOF)
    sessions.end(work, signed_in.session_id, "too_many_failures")
    return TurnedAway(SESSION_ENDED, start_again=True)


def _proves(work: Work, policy: Policy, signed_in: SignedIn, proof: str) -> bool:
    looks_like_code = len(proof.replace(" ", "")) == 6 and proof.replace(" ", "").isdecimal()
    if looks_like_code and factors.check_code(work, policy, signed_in.summary.id, proof):
        return True
    stored = get_account(work, signed_in.summary.id).password_hash
    return policy.passwords.check(proof, stored).matches
