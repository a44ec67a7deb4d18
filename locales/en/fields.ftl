# Labels and hints of fields: `field-<name>`, of one verb or form `field-<slug>-<name>`; `hint-` likewise.

# Fields of several verbs.
field-body = Content
field-text = Text
field-reason = Reason
field-reasons = Reasons
field-legal_basis = Legal basis
field-note = Note
field-ground = Ground
field-grounds = Further grounds
field-result = Result
field-party = Party
field-to = To
field-on = Date
field-date = Date
field-days = Days
field-rule = Time limit
field-level = Level
field-document = Document
field-document_no = Document number
field-document_date = Date of the document
field-signed_by = Signed by
field-signed_by-name = Name of the signer
field-signed_by-office = Office held
field-signed_by-body = Body signed for
hint-legal_basis = The article and the law, for example: article 33 of the Election Law 85/2015/QH13.
hint-reason = Short, but enough for others to understand. It is kept sealed in the case file.
hint-document_no = As in the office's register of documents, for example: 12/QĐ-UBBC.
hint-document_date = The date on the document; not in the future and not before the step it follows.
hint-signed_by = The head of the competent body, who signed on paper.
hint-signed_by-office = For example: chairperson, deputy chairperson, head of the board.
hint-signed_by-body = The full name as on the document, for example: People's Committee of Cự Khối ward.

# Receipt of a letter.
field-kind = Kind of letter
field-matter = Matter
field-identity = Identity
field-title = Title
field-language = Language
field-occurred_on = Date of the event
field-polling_area = Polling area
field-unit = Unit
field-election = Election
field-contest = Contest
field-channel = How it came
field-received_at = Date of receipt
field-form = Form
field-petitioner = Sender
field-petitioner-name = Name
field-petitioner-address = Address
field-petitioner-phone = Telephone
field-petitioner-email = E-mail
field-petitioner-no_mail = News by e-mail
field-petitioner-id_number = Identity number
field-respondent = Respondent
field-respondent-name = Name
field-respondent-position = Position and place of work
field-signers = Number of signers
field-representatives = Representatives
field-representatives-name = Name
field-representatives-phone = Telephone
field-representatives-email = E-mail
field-sent_by = Sending body
field-receive-title = Summary in one line
field-receive-body = What happened
field-receive-unit = Unit that receives the letter
field-receive-language = Language of the answer
hint-kind = By the content, not by the title of the letter.
hint-identity = Every denunciation is confidential by law, whatever is chosen (Denunciation Law, arts. 8, 56).
hint-chosen-identity-named = Those who settle the case and the other side may learn your name; notices are sent to you.
hint-chosen-identity-named-denunciation = The law keeps your name secret; the denounced is told the content only.
hint-chosen-identity-confidential = Only those who settle, register or serve your letter open your data, and each time is recorded.
hint-chosen-identity-anonymous = The office can reach you only through the track page. The letter cannot be signed, so a denunciation or complaint of the general track is not accepted; a denunciation about a candidate without a name is not considered (Election Law, art. 61.3).
hint-occurred_on = Leave it empty if you do not know the day.
hint-polling_area = Where it happened, or where you are on the voter list, if you know.
hint-election = Only needed while several elections are open, or where the case belongs to none yet.
hint-grounds = Two or more make a denunciation specially complex.
hint-contest = Mandatory for nominee, candidate, candidate list and result, because the time limits differ.
hint-channel = It is entered in the letter book.
hint-received_at = The day the letter really came; time limits count from it. Leave it empty for today.
hint-form = On the general track a denunciation or complaint needs a signature or minutes before its time limit starts (Denunciation Law, arts. 22, 25).
hint-petitioner = A name and at least one way of contact, unless anonymous.
hint-petitioner-phone = For example: 0912 345 678.
hint-petitioner-email = News about the letter goes to this address.
hint-petitioner-id_number = Not mandatory; it is kept sealed.
hint-respondent = The person or body that the letter is about; write what you know.
hint-signers = The first sender included; 1 if there is only one.
hint-representatives = 2 to 10 people appoint at most 2 representatives, 11 or more at most 5; each is one of them (Decree 124/2020, art. 6).
hint-sent_by = For a letter that another body transferred or a leader assigned.
hint-receive-title = Without the sender's name; it is kept sealed.
hint-receive-body = What happened, where, when, who was involved, and what is asked for.

# Add a letter, write a message.
field-add-letter-body = What the letter says
field-message-text = Message
hint-add-letter-received_at = Only for paper that came before today.
hint-message-text = The sender reads it on the track page.

# Classify and reclassify.
field-track = Track
field-eligible = The letter is eligible
field-ineligible_ground = Ground of ineligibility
field-competent_body = Competent body
field-false_name = The name is false
field-reclassify-reason = What was wrong
hint-title = The title the case goes by: never a sender's name.
hint-track = What is about the election follows the Election Law; all else the Complaint, Denunciation and Reception Laws.
hint-eligible = In Vietnamese or translated, dated, with name, address and clear content, signed where the law asks for it.
hint-ineligible_ground = Only for a letter that is not eligible.
hint-competent_body = The body that decides by law; not always the one that handles the letter.
hint-false_name = A denunciation about a candidate under a false name is not considered (Election Law, art. 61.3).

# Record a signature.
field-record-signature-form = How it was signed
field-signed_on = Signed on
hint-signed_on = The time limit starts on this day.

# Assign.
field-assignee = Assigned to
hint-assignee = An officer gets the case; a clerk is given it to serve.
hint-assign-note = What the person should know.

# Propose a disposition.
field-disposition = Disposition
field-propose-disposition-to = Where it goes
hint-propose-disposition-ground = Choose a ground, or state one in words.
hint-propose-disposition-to = Mandatory for a transfer, useful for a guidance.
hint-approve-disposition-signed_by = Mandatory when a clerk enters it from a signed paper.

# Complexity, extension.
field-set-complexity-level = Complexity
field-extend-rule = Time limit to extend
field-extend-days = Days of the extension
hint-set-complexity-level = Specially complex is for denunciations only, with two grounds or more.
hint-set-complexity-reason = Mandatory for a complaint, as the law lists no grounds.
hint-extend-ground = By Decree 31/2019, article 3.
hint-extend-days = As the time limit counts them; each time no more than the law allows.

# Suspend, resume, terminate.
field-answers = The three questions when a denunciation is withdrawn (Denunciation Law, art. 33.3)
field-answers-signs_of_violation = There are signs of a violation of the law
field-answers-threatened_or_bribed = The withdrawal was threatened or bribed
field-answers-misused_to_slander = The denunciation was misused to slander
hint-suspend-ground = Only the two cases of the Denunciation Law, article 34.1.
hint-suspend-document_date = The time limit for settlement pauses on this day.
hint-resume-document_date = The time limit for settlement goes on from this day.
hint-answers = One yes, and the denunciation must go on.

# Verification, dialogue, urging, answers.
field-record-verification-text = What was verified, and what was found
field-record-verification-on = Date of the verification
field-record-dialogue-text = What was said
field-record-dialogue-on = Date of the dialogue
field-urge-text = What is urged
field-urge-on = Date of urging
field-record-answer-body = What the body answered
field-record-answer-result = Result, if it says
hint-record-verification-text = Sources, papers collected and findings; kept sealed.
hint-record-dialogue-text = Who took part, what each said and the outcome, as in the minutes.
hint-urge-text = What is to be done, by whom, by when.

# Draft, sign, serve, publish.
field-draft-decision-reasons = Findings and reasons
field-remedy = Remedy
field-serve-party = Served on
field-means = Means
field-served_on = Date of service
field-serve-reason = Why it is not owed
field-publish-on = Date of publication
field-where = Where
hint-remedy = What is to be put right, by whom, by when; empty if nothing.
hint-sign-decision-document_no = From the office's register of documents; this number is not allotted here.
hint-served_on = The day it really reached the person; time limits count from it.
hint-serve-reason = Mandatory when the service is not owed.
hint-where = A board, a paper, a page. Never the denouncer's data (Denunciation Law, arts. 40, 56).

# Withdraw, appeal.
field-scope = How much is withdrawn
field-withdraw-form = How it was withdrawn
field-withdraw-party = Who withdraws
field-appeal-reasons = Reasons for the appeal
field-appeal-party = Who appeals
field-late_reason = Why it comes late
hint-withdraw-form = A signed letter or minutes (Decree 31/2019, art. 4).
hint-appeal-reasons = What you disagree with, and what you ask for.
hint-late_reason = Only after the time has passed: illness, natural disaster, a distant mission or another objective obstacle (Complaint Law, art. 9).

# Strike-off, hand-over, merge, reopen.
field-strike-off-body = Body that decided
field-evidence = Evidence
field-hand-over-to = Handed over to
field-hand-over-date = Date of the minutes
field-into = Earlier case
field-reopen-to = Goes on from
hint-strike-off-body = The National Election Council for the National Assembly, the election committee of that level for a People's Council.
hint-evidence = Clear and sufficient evidence (Election Law, art. 61.2).
hint-hand-over-date = From the day after election day (Election Law, art. 61.4).
hint-into = On the same matter, in the same unit, received before this one.

# Correct, conflict, receipt, identity.
field-field = What to correct
field-value = Right value
field-relation = Relation to the case
field-identity_checked = How the identity was checked
field-open-identity-reason = What it is needed for
hint-value = Written as at the receipt; the old value stays on record.
hint-relation = A party, a relative, complained of, or a candidate. Once declared, you take no further part in this case.
hint-identity_checked = Which papers were seen, or how it was made sure; not the number of the papers.
hint-open-identity-reason = The opening and its reason go on record (Denunciation Law, arts. 8, 56).
field-purpose = What the identity is needed for
field-request-reveal-days = For how many days
field-reveal = Request
field-revoke-reveal-reveal = Grant
field-hours = For how many hours
field-confirm-conflict-member = Member
field-dismiss-conflict-member = Member
hint-purpose = Do not guess at who it is. The request and every opening stand on the register; the sender sees that and when it was opened, not by whom.
hint-request-reveal-days = From 1 to 7 days.
hint-hours = No longer than was asked for. It ends by itself, and earlier when the case is given to somebody else.
hint-confirm-conflict-reason = How it was checked. Once confirmed, this member takes no further part in the case.
hint-dismiss-conflict-reason = How it was checked, for example that two people bear the same name.

# Tracking and signing in.
field-number = Number of the letter
field-receipt_code = Receipt code
field-username = Name to sign in with
field-password = Password
field-code = Code
field-current = Present password
hint-code = Six digits from your app, or a recovery code.
field-confirm_password = Your password
field-confirm_code = Code
hint-confirm_code = Only if your account has a second factor.
field-new = New password
hint-receipt_code = 16 digits in four groups, on the receipt.
hint-password = At least 12 characters; a sentence is easy to remember.

# Filters of lists, and facts of a case.
field-status = Status
field-phase = Phase
field-overdue = Overdue
field-due_before = Due before
field-to_serve = To be served
field-suspended = Suspended
field-awaits_answer = Awaiting an answer from outside
field-q = Search
field-sort = Order
field-closed_as = Closed as
field-instance = Instance
field-next_due = Next time limit
field-first_received_at = First received
field-confidential = Confidential
field-complex = Complexity
field-extensions = Extensions
field-letters = Letters
field-links = Linked cases
hint-q = A number, or the beginnings of words of the title; with or without diacritics.

# Keeping the office: accounts.
field-name = Name
field-user-name = Name
field-email = E-mail
field-user-language = Language
field-grants = Roles
field-grants-role = Role
field-grants-unit = In the unit
field-marks-names = Other names
field-marks-phones = Telephone numbers
field-marks-emails = Other e-mail addresses
field-marks-id_number = Number of the identity card
field-hold-reason = Why it is held
field-disabled = Account disabled
field-absent_until = Away until
hint-username = 3 to 40 small letters, digits, dots or hyphens.
hint-grants = A role holds in the unit and all units below it.
hint-marks-names = Whole names, one a line.
hint-marks-phones = One a line.
hint-marks-emails = One a line.
hint-marks-id_number = What is left empty here is taken away when you save.
hint-disabled = Its sessions end at once.
hint-absent_until = Meanwhile approvals and signatures go to another supervisor.

# Keeping the office: units.
field-unit-name = Name of the unit
field-parent = Unit above
field-unit-level = Level
field-sign = Sign
field-remote = Remote
field-bodies = Bodies it works for
field-public = The public may submit here
field-valid_from = Exists from
field-valid_to = Exists until
hint-sign = Part of the numbers, for example CK in 0012/2026/CK; it stays once numbers were given.
hint-remote = Longer terms for complaints (Complaint Law, arts. 28, 37).
hint-bodies = Cases of these bodies are settled here; others are transferred or guided.
hint-valid_to = Empty while it exists.

# Keeping the office: elections.
field-election-name = Name of the election
field-day = Election day
field-contests = Contests
field-units = Held in
field-voter_list_posted = Voter lists posted on
field-candidate_list_published = Candidate lists published on
field-result_published = Result published on
field-opens_before = Opens before election day (days)
field-closes_after = Closes after election day (days)
hint-voter_list_posted = The real day; empty: that of the timetable.
hint-candidate_list_published = The real day; empty: that of the timetable.
hint-result_published = The real day; the time to complain about the result counts only once it is entered.
hint-opens_before = From then on letters about the election follow the election track; usually 105.
hint-closes_after = Usually 60.

# Keeping the office: calendars, and figures the office sets.
field-year = Year
field-source = Source
field-calendar-source = Where the days are announced
field-off = Days off in the week
field-worked = Saturdays and Sundays worked
field-name-vi = Name in Vietnamese
field-name-en = Name in English
field-version = Version
field-figure-rule = Rule
field-amount = Figure
field-figure-source = Source of the figure
hint-off = Public holidays and days off in lieu from Monday to Friday.
hint-worked = Saturdays and Sundays worked instead, as announced.
hint-amount = In the rule's unit; for a day of the election, days before it.
hint-figure-source = Name, number and date of the paper; cited wherever the figure is used.

# Reminders, set for each unit.
field-own_reminders = Times of its own
hint-own_reminders = No: as the unit above it.
field-reminders-at = Time of day
hint-reminders-at = In Vietnam's time, for example 07:30.
field-reminders-long = Long terms: from how many days on
hint-reminders-long = In the term's own days (calendar or working days), 2 to 60.
field-reminders-before_long = Long terms: so many days before the end
hint-reminders-before_long = For example 3, 1.
field-reminders-before_short = Shorter terms: so many days before the end
hint-reminders-before_short = For example 1.
field-reminders-before_freeze = Cases about candidates: so many days before the law stops them
hint-reminders-before_freeze = For example 3, 2, 1, which are E-13, E-12, E-11.
field-reminders-after_general = Escalation on the general track: so many working days after the end
hint-reminders-after_general = Each goes one unit higher; 0 is the last day itself. For example 0, 2, 5.
field-reminders-after_election = Escalation on the election track: so many days after the end
hint-reminders-after_election = On every day of the week. For example 0, 1, 2.
field-reminders-half = Remind when half of a long term is left
field-reminders-digest = A digest each morning
