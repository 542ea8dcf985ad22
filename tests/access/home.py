"""The first screens, and one's own account."""

from tests.access.table import Row, everyone, refused, the_public

HOME = [
    Row("home:today", get=everyone()),
    Row("home:search", get=everyone(), query="?q=fibra"),
    Row("home:help", get=everyone()),
    Row("home:who_sees_what", get=everyone()),
    Row("home:accessibility", get=the_public()),
    Row("home:gallery", get=the_public(404)),
    Row("home:health", get=the_public()),
    Row("home:robots", get=the_public()),
    Row("home:manifest", get=the_public()),
    Row("home:stylesheet", lambda c: ["current"], get=the_public()),
]

ACCOUNT = [
    Row("account_login", get=the_public(200, signed_in=302)),
    Row("account_logout", get=everyone(anonymous=302), post=the_public(302)),
    Row("account_inactive", get=the_public()),
    Row("account_signup", get=the_public(200, signed_in=302), post=the_public(200, signed_in=302)),
    Row("account_reauthenticate", get=everyone((200, 302))),
    Row("account_change_password", get=everyone()),
    Row("account_reset_password", get=the_public((200, 302))),
    Row("account_reset_password_done", get=the_public()),
    Row("account_reset_password_from_key", lambda c: ["1", "set-password"], get=the_public()),
    Row("account_reset_password_from_key_done", get=the_public()),
    # Addresses belong to HR, and nobody signs in with a mailed code.
    Row("account_email", get=refused(404), post=refused(404)),
    Row("account_email_verification_sent", get=refused(404)),
    Row("account_confirm_email", lambda c: ["any"], get=refused(404), post=refused(404)),
    Row("account_set_password", get=refused(404), post=refused(404)),
    Row("account_confirm_login_code", get=the_public((302, 404))),
    # Setting up a second step asks for the password again first.
    Row("mfa_index", get=everyone()),
    Row("mfa_authenticate", get=the_public(302)),
    Row("mfa_reauthenticate", get=everyone((200, 302))),
    Row("mfa_activate_totp", get=everyone((200, 302))),
    Row("mfa_deactivate_totp", get=everyone((302, 404))),
    Row("mfa_view_recovery_codes", get=everyone((302, 404))),
    Row("mfa_generate_recovery_codes", get=everyone((200, 302, 403, 404))),
    Row("mfa_download_recovery_codes", get=everyone((302, 404))),
    Row("mfa_list_webauthn", get=everyone()),
    Row("mfa_add_webauthn", get=everyone((200, 302))),
    Row("mfa_reauthenticate_webauthn", get=everyone((200, 302))),
    Row("mfa_remove_webauthn", lambda c: [1], get=everyone((302, 404))),
    Row("mfa_edit_webauthn", lambda c: [1], get=everyone((302, 404))),
    Row("mfa_login_webauthn", get=the_public((200, 302), signed_in=302)),
    # No outside account is offered unless the academy names a provider.
    Row("socialaccount_login_cancelled", get=the_public()),
    Row("socialaccount_login_error", get=the_public(401)),
    Row("socialaccount_signup", get=the_public(302)),
    Row("socialaccount_connections", get=everyone()),
]
