# One's own account, passwords.
account-title = My account
account-who = Particulars
account-no-email = None; an administrator enters it.
account-settings = Language and absence
account-done-saved = Saved.
account-done-password = The password is changed. The other sessions have ended.
account-done-ended = That session has ended.
account-sessions = Sessions
account-sessions-why = End a session you do not know, then change your password.
account-session-browser = Browser
account-session-api = Program (API)
account-session-this = This one
account-session-began = Signed in
account-session-until = Ends
account-session-kind = Kind
account-session-end = End this session
account-password = Change the password
account-password-why = Your other sessions will end.
account-password-do = Change the password
hint-new = At least 12 characters; a sentence is easy to remember.
forgotten-title = Forgotten password
forgotten-lede = Enter the name you sign in with. If the account has an e-mail address, a link to set a new password goes there.
forgotten-do = Send the link
forgotten-else = If your account has no e-mail address, ask the administrator of your unit.
forgotten-sent-title = Look into your mailbox
forgotten-sent = If there is such an account and it has an e-mail address, a link is on its way. It works once, for 24 hours.
forgotten-sent-not = No mail? Look among unwanted mail, check the name, or ask the administrator of your unit.
password-new-title = Set a new password
password-invite-title = Take over your account
password-new-for = The account { $username } of { $name }.
password-new-ends = Once it is set, all sessions of the account end.
password-new-do = Set the password
password-gone-title = This link no longer works
password-gone = It was used, has expired or is incomplete; or the browser takes no cookies.
password-gone-invite = Ask the administrator of your unit for another invitation.
password-gone-reset = Ask for another link
password-set-title = The password is set
password-set = You can now sign in with it.
account-session-used = Last used
account-history = What happened to this account
account-change = { $moment }: { $what ->
    [enrolled] a second factor was set up
    [disabled] the second factor was given up
    [reset] the second factor was taken away
    [new_codes] new recovery codes were made
    [code_used] a recovery code was used
    [marks] what its holder is recognised by was changed
    [password] another password was set by an administrator
   *[sessions_ended] all sessions were ended
} ({ $by })
second-factor-title = Second factor
second-factor-lede = Beside your password, signing in then asks for a code that an app on your telephone makes. Whoever learns your password alone does not get in.
second-factor-on = Signing in asks for a code of your app.
second-factor-do = Set up a second factor
second-factor-change = Recovery codes, another telephone, give up
second-factor-since = Signing in has asked for a code of your app since { $moment }.
second-factor-first = First set up a second factor
second-factor-first-why = The office asks one of your account. Everything else opens once it is set up; it takes two minutes.
second-factor-again = Another telephone
second-factor-again-why = The app you have works until you type the first code of the new one.
second-factor-again-do = Set up anew
second-factor-off = Give up the second factor
second-factor-off-why = From then on your password alone is enough.
second-factor-done-disabled = The second factor is given up.
second-factor-read = Let your app read this
second-factor-read-lede = Open an app for codes (TOTP) on your telephone, e.g. the one your office recommends, and let it read this picture. Then type the code it shows.
second-factor-qr = QR code for your app
second-factor-typed = No camera? Type this key into the app:
second-factor-confirm = Switch it on
recovery-codes-title = Recovery codes
recovery-codes-lede = If you lose the telephone of the account { $username }, each of these codes works once instead of one from the app. Print them and keep them where nobody else finds them.
recovery-codes-once = Shown only now
recovery-codes-kept = I have kept them
recovery-codes-left = { $left ->
    [one] One code is left.
   *[other] { $left } codes are left.
}
recovery-codes-renew = Make new codes
second-step-title = Code
second-step-lede = Your password is right. Now the code that your app shows.
second-step-lost = No telephone at hand? Type one of your recovery codes. If you have none left, ask the administrator of your unit.
confirm-title = Is it you?
confirm-lede = This needs your password again, because the last time was more than ten minutes ago. What you typed is kept.
confirm-do = Continue
confirm-wrong = Password or code is wrong.
