# E-mails to senders of letters and to members. Each mail is a folder below templates/mail; here are its words.

## For all

mail-office = Election Complaints Subcommittee of { $unit }
mail-unit = { $unit }
mail-office-unnamed = Election Complaints Subcommittee
mail-greeting = Dear Sir or Madam,
mail-greeting-named = Dear { $name },
mail-greeting-member = Dear colleague,
mail-greeting-member-named = Dear { $name },
mail-letter = your letter { $number }
mail-letter-unnumbered = your letter
mail-document = (document { $number } of { $date })
mail-standing = Where it stands: { $standing }
mail-no-content = This e-mail does not say what the case is about.
mail-way-track = To see how it goes on, to add a letter or to write to us, open the tracking page and enter the number of your letter and your receipt code:
mail-way-news = To see it, open the tracking page and enter the number of your letter and your receipt code:
mail-way-case = Open the case (you need to sign in):
mail-way-calendars = Sign in and open the calendars:
mail-way-desk = Sign in and open your desk:
mail-footer = This e-mail was sent automatically; please do not reply to it. If you did not send us a letter, please ignore it.
mail-footer-answer = This e-mail was sent automatically. You may reply to it: your reply goes into your case. Please do not forward it to anybody else. If you did not send us a letter, please ignore it.
mail-footer-member = This e-mail was sent automatically; please do not reply to it.

mail-kind = { $kind ->
    [complaint] complaint
    [denunciation] denunciation
    [petition] petition
   *[feedback] feedback
}
mail-matter = { $matter ->
    [voter_list] a voter list
    [nominee] a nominee
    [candidate] a candidate
    [candidate_list] a candidate list
    [polling_station] voting or counting at a polling station
    [result] an election result
    [organisation] an election body
    [administrative_act] an administrative decision or act
    [official_conduct] the conduct of an official
   *[other] another matter
}
mail-body = { $body ->
    [election_team] the election team
    [election_board] the election board
    [election_committee] the election committee of the commune
    [provincial_election_committee] the election committee of the province
    [national_election_council] the National Election Council
    [commune_peoples_committee] the People's Committee of the commune
    [district_peoples_committee] the People's Committee of the district
    [provincial_peoples_committee] the People's Committee of the province
    [na_standing_committee] the Standing Committee of the National Assembly
    [council_standing_body] the Standing Body of the People's Council
    [court] the People's Court
   *[other] the competent body
}
mail-disposition = { $disposition ->
    [accept] accept the letter
    [refuse] refuse to accept the letter
    [guide] guide the sender
    [transfer] transfer the letter
    [return] return the letter
   *[file] file the letter without action
}

## To senders

mail-receipt-subject = We have received { $letter }
mail-receipt-lead = { $came ->
    [transferred] On { $received } another body transferred your { mail-kind } to the { $office }. Its number in the letter book here is { $number }.
    [appealed] The { $office } received your appeal on { $received }. Its number in the letter book is { $number }.
    [mailed] The { $office } received your e-mail on { $received }. Its number in the letter book is { $number }. It will be read and classified as a complaint, a denunciation, a petition or feedback.
   *[itself] The { $office } received your { mail-kind } on { $received }. Its number in the letter book is { $number }.
}
mail-receipt-provisional = { $came ->
    [mailed] This date is provisional: the date that holds is set when your letter is classified, and counts from its receipt.
   *[other] This date is provisional: it follows from what you told us, and is confirmed when your letter is classified.
}
mail-receipt-needs-contest = Your letter about a result does not say which election it concerns (the National Assembly or a People's Council). The time limit depends on that and is set when your letter is classified.
mail-receipt-sign = You can sign your letter in one of these ways:
mail-sign-print = Print your receipt from the tracking page, sign it or put your fingerprint on it, and send or bring it to the office.
mail-receipt-code = { $came ->
    [transferred] The receipt code that you were given remains valid. We never send it by e-mail; please keep it to yourself.
    [appealed] The receipt code that you were given remains valid. We never send it by e-mail; please keep it to yourself.
    [mailed] To follow it on the tracking page you need a receipt code: please come to the office with an identity document and the number above, and you will be given one. We never send it by e-mail.
   *[itself] You were given a receipt code when you handed in your letter. We never send it by e-mail; please keep it to yourself.
}

mail-approve_disposition-subject = { $disposition ->
    [accept] We have accepted { $letter }
    [refuse] We have not accepted { $letter }
    [guide] Where to send { $letter }
    [transfer] We have transferred { $letter } to the competent body
    [return] We are returning { $letter }
   *[file] We have filed { $letter } without action
}
mail-approve_disposition-lead = { $disposition ->
    [accept] The { $office } has accepted { $letter } and is going to settle it{ $document }.
    [refuse] The { $office } has decided not to accept { $letter }{ $document }. The notice that is sent to you gives the reason.
    [guide] The { $office } is not competent to settle { $letter }{ $document }. The guidance slip that is sent to you names the competent body and says how to write to it.
    [transfer] The { $office } has transferred { $letter } to { $to }, which is competent to settle it{ $document }.
    [return] The { $office } is returning { $letter }{ $document }. The document that is sent to you gives the reason.
   *[file] The { $office } has filed { $letter } and will take no action on it{ $document }. You can ask for the reason with a message on the tracking page.
}
mail-approve_disposition-to = Competent body: { $to }.

mail-extend-subject = More time to settle { $letter }
mail-extend-lead = The { $office } has extended the time limit "{ $rule }" for { $letter }{ $document }.
mail-extend-due = It now ends on { $due }.

mail-suspend-subject = Work on { $letter } is suspended
mail-suspend-lead = The { $office } has suspended the settlement of { $letter } from { $on }{ $document } because { $ground ->
    [awaiting_result] the result of another body or of a related case is awaited
   *[expert_assessment] a supplementary or repeated expert assessment is needed
}.
mail-suspend-meaning = The time of the suspension does not count towards the time limit. We will tell you when the work goes on.

mail-resume-subject = Work on { $letter } goes on
mail-resume-lead = The { $office } has resumed the settlement of { $letter } from { $on }{ $document }.

mail-serve-subject = { $kind_of_document ->
    [conclusion] The conclusion on { $letter }
   *[decision] The decision on { $letter }
}
mail-serve-lead = On { $on } the { $office } served you with the { $kind_of_document ->
    [conclusion] conclusion
   *[decision] decision
} on { $letter }{ $document } { $means ->
    [in_person] in person
    [post] by post
    [email] by e-mail
    [track_page] on the tracking page
   *[posting] by public posting
}.
mail-serve-result = Result: { $result ->
    [justified] the complaint is justified.
    [partly_justified] the complaint is partly justified.
    [unjustified] the complaint is unjustified.
    [true] the denunciation is true.
    [partly_true] the denunciation is partly true.
    [false] the denunciation is false.
   *[struck_off] the candidate was struck off the list.
}

mail-closed-subject = The case of { $letter } is closed
mail-closed-lead = { $how ->
    [withdrawn] The { $office } has terminated the settlement of { $letter } because you withdrew it{ $document }.
    [terminated] The { $office } has terminated the settlement of { $letter }{ $document }.
    [handed_over] The { $office } has handed over the file of { $letter }, to be settled after the election{ $document }.
    [merged] The { $office } has joined { $letter } to an earlier case on the same matter.
   *[settled] The settlement of { $letter } is complete.
}

mail-message-subject = A message about { $letter }
mail-message-lead = The { $office } has written you a message about { $letter }. Please read and answer it on the tracking page.

mail-reissue_receipt-subject = A new receipt code for { $letter }
mail-reissue_receipt-lead = The { $office } has issued a new receipt code for { $letter }. The old code is no longer valid. The new one is handed over in person and never sent by e-mail.
mail-reissue_receipt-warning = If you did not ask for a new code, please tell us at once.

mail-news-subject = News about a letter you sent
mail-news-lead = There is news about a letter that you sent to { $unit }.

## To members

mail-task = Case { $number }: { mail-kind } about { mail-matter }, received on { $received }.
mail-task-due = Next time limit: { $due }.

mail-assign_case-subject = { $serves ->
    [yes] Given to you to serve: case { $number }
   *[no] Assigned to you: case { $number }
}
mail-assign_case-lead = { $serves ->
    [yes] You have been given the documents of this case to serve.
   *[no] You have been assigned this case.
}
mail-propose_disposition-subject = Waiting for approval: case { $number }
mail-propose_disposition-lead = A proposal to { mail-disposition } is waiting for approval.
mail-draft_decision-subject = Waiting for signature: case { $number }
mail-draft_decision-lead = { $kind ->
    [complaint] A draft settlement decision is waiting for signature.
    [denunciation] A draft conclusion is waiting for signature.
   *[other] A draft answer is waiting for signature.
}
mail-send_back-subject = Sent back to you: case { $number }
mail-send_back-lead = Your proposal or draft was sent back; the case says why.
mail-arrived-subject = { $what ->
    [letter] A further letter: case { $number }
    [papers] Further papers: case { $number }
    [message] A message: case { $number }
    [withdrawal] A withdrawal: case { $number }
   *[answer] An answer: case { $number }
}
mail-arrived-lead = { $what ->
    [letter] A further letter was added to a case that you handle.
    [papers] Further papers were added to a case that you handle.
    [message] There is a new message in a case that you handle.
    [withdrawal] There is a withdrawal in a case that you handle.
   *[answer] The body outside has answered in a case that you handle.
}
mail-undelivered-subject = { $failed ->
    [yes] A notice was not delivered: case { $number }
   *[no] A notice has not been delivered yet: case { $number }
}
mail-undelivered-lead = { $failed ->
    [yes] An e-mail to the sender of the letter ({ mail-undelivered-notice }) was not delivered: the mail server refused or returned it.
   *[no] An e-mail to the sender of the letter ({ mail-undelivered-notice }) has been waiting for more than three hours; it is still being tried.
}
mail-undelivered-notice = { $notice ->
    [receipt] receipt of the letter
    [approve_disposition] disposition of the letter
    [extend] extension
    [suspend] suspension
    [resume] resumption
    [serve] decision or conclusion
   *[closed] closing of the case
}
mail-undelivered-do = Please check the address in the file, send it again, or tell the sender in another way (by post, in person).
mail-possible_conflict-subject = To be looked at: case { $number }
mail-possible_conflict-lead = On case { $number } a possible conflict of interest of a member was found. Until a supervisor has looked, the case does not exist for that member.
mail-possible_conflict-do = Please open the case, and confirm the conflict or set it aside. This e-mail names nobody, on purpose.
mail-desk_news-subject = Something new on your desk
mail-desk_news-lead = Something new is waiting for you.

## Sending again

refusal-mail_not_found = There is no such mail.
refusal-mail_told_before_sealing = This mail was sent before the case became confidential; it is not sent again.
refusal-mail_waits = This mail is waiting to be sent already.

# Links that set a password: they work once.
mail-way-once = The link below works once, until { $time } on { $until }. Open it to set your password, and pass it on to nobody:
mail-invite-subject = Your account is ready
mail-invite-lead = An administrator has made an account for you at the { $office }.
mail-invite-username = The name to sign in with: { $username }
mail-reset_password-subject = A new password
mail-reset_password-lead = Somebody asked for a new password for the account { $username }. Once it is set, all other sessions end.
mail-reset_password-not-asked = If it was not you, ignore this mail: your present password goes on working.
mail-way-account = Sign in and look at your account:
mail-account-subject = { $what ->
    [enrolled] Your account has a second factor
    [disabled] The second factor of your account was given up
    [reset] The second factor of your account was taken away
    [new_codes] New recovery codes of your account
    [code_used] A recovery code of your account was used
    [marks] What the holder of your account is recognised by was changed
    [password] An administrator set another password of your account
   *[sessions_ended] All sessions of your account were ended
}
mail-account-lead = { $what ->
    [enrolled] The account { $username } now asks for a code of your app beside the password. Its other sessions have ended.
    [disabled] The account { $username } no longer asks for a code beside the password.
    [reset] An administrator took away the second factor of the account { $username }, e.g. because the telephone was lost. Its sessions have ended; the next time you sign in you may be asked to set up another.
    [new_codes] The account { $username } was given new recovery codes; the old ones no longer work.
    [code_used] Somebody signed in to the account { $username } with a recovery code instead of one from the app. It does not work again.
    [marks] An administrator changed the name, the address or other marks of the holder of the account { $username }. By them possible conflicts of interest are found. If this is not right, tell the head of your unit at once.
    [password] An administrator set another password of the account { $username }. Its sessions have ended. If you did not ask for it, tell the head of your unit at once: whoever knows the password could act in your name.
   *[sessions_ended] An administrator ended all sessions of the account { $username }.
}
mail-supervisor-named-subject = Another supervisor: { $unit }
mail-supervisor-named-lead = At { $time } on { $on } an administrator gave { $name } the role of supervisor: { $unit }.
mail-supervisor-named-what = A supervisor reads the cases of the unit, approves and signs, and, after seven days, can grant that the identity of a sender is opened.
mail-supervisor-named-doubt = If you know nothing of this person being appointed, tell the head of the unit at once.
mail-account-when = It happened at { $time } on { $on }.
mail-account-not-you = If you know nothing of it, change your password at once and tell the administrator of your unit.

## Mails that a time limit causes, not an act: to senders

mail-late-subject = Past its time limit: { $letter }
mail-late-lead = The { $office } has to tell you that { $letter } was not settled within its time limit, and what you may do next.
mail-frozen-subject = Stopped until election day is over: { $letter }
mail-frozen-lead = From today, by article 61.2 of the Election Law, { $letter } is not examined until election day is over.

## Mails that a time limit causes: to members

mail-pressing-due = Time limit "{ $rule }": until the end of { $due } ({ $left }).
mail-pressing-act = What is to be done: { $act }.
mail-pressing-stops = From { $stops } the law stops the case until election day is over (article 61.2 of the Election Law). It can only be signed before that day.
mail-meant = This mail was meant for { $meant_at } on { $meant_on }; it is sent late.
mail-remind-subject = Reminder: case { $number }, { $left }
mail-remind-lead = A time limit of this case is running out.
mail-escalate-subject = { $past ->
    [yes] Overdue: case { $number }, { $left }
   *[no] Due today: case { $number }
}
mail-escalate-lead = { $past ->
    [yes] This case is past its time limit. Please look at it and see to it.
   *[no] Today is the last day of a time limit of this case.
}
mail-digest-subject = To do on { $day }: { $headline }
mail-digest-lead = This waits for you on { $day }:
mail-to_hand_over-subject = To be handed over after the election: { $headline }
mail-to_hand_over-lead = The election is over. By article 61.4 of the Election Law these unsettled files about candidates are to be handed over:
mail-no_calendar-subject = The calendar of { $years } is not loaded
mail-no_calendar-lead = The days off and the days worked instead of { $years } are not known here. Until the calendar is loaded, time limits that run into that year have no date.
mail-no_calendar-do = Please load it as the competent body has announced it; the time limits then get their dates at once. If you may not load calendars, please tell an admin of the whole system. This mail is sent on 1 November and each Monday until it is loaded.
mail-list-overdue = Overdue ({ $count })
mail-list-due_today = Due today ({ $count })
mail-list-due_soon = Due within the next 3 days ({ $count })
mail-list-to_sign = Waiting for signature ({ $count })
mail-list-to_serve = To be served ({ $count })
mail-list-frozen_tomorrow = Stopped by the law from tomorrow ({ $count })
mail-list-hand_over = To be handed over ({ $count })
mail-list-short-overdue = { $count } overdue
mail-list-short-due_today = { $count } due today
mail-list-short-due_soon = { $count } due soon
mail-list-short-to_sign = { $count } to sign
mail-list-short-to_serve = { $count } to serve
mail-list-short-frozen_tomorrow = { $count } stopped from tomorrow
mail-list-short-hand_over = { $count } files
mail-list-line = { $number }: { mail-kind } about { mail-matter }, due { $due }
mail-list-line-undated = { $number }: { mail-kind } about { mail-matter }
mail-list-others = and { $count } more, on your desk
mail-list-none-named = { $count }, on your desk

# Messages that come in: remarks of the office in and below the text.
mail-in-no-text = [The message has attachments only and says nothing.]
mail-in-left-out = [Attachments that could not be taken (kind or size): { $names }]
mail-in-no-subject = An e-mail without a subject
