# The words of the codes: every closed list of the program has its words here.

# Kind: what a letter is by its content.
kind-complaint = Complaint
kind-denunciation = Denunciation
kind-petition = Petition
kind-feedback = Feedback

# Matter: what it is about.
matter-voter_list = Voter list
matter-nominee = Nominee
matter-candidate = Candidate
matter-candidate_list = Candidate list
matter-polling_station = Voting or counting at a polling station
matter-result = Election result
matter-organisation = Election body
matter-administrative_act = Administrative decision or act
matter-official_conduct = Conduct of an official
matter-other = Another matter

# Contest: the body that is elected.
contest-na = National Assembly
contest-council_province = People's Council of the province
contest-council_district = People's Council of the district
contest-council_commune = People's Council of the commune or ward

# Track: which law a case follows.
track-election = Election track
track-general = General track

# Channel: how a letter came.
channel-in_person = In person
channel-post = By post
channel-transferred = Transferred
channel-assigned = Assigned by a leader
channel-press = Press
channel-online = Online
channel-email = E-mail

# Form of a letter (Denunciation Law, arts. 22, 25).
form-signed = Signed letter
form-minutes = In person, with minutes
form-e_signed = E-signed
form-unsigned = Not signed

# Identity: under which name a letter stands.
identity-named = Named
identity-confidential = Confidential
identity-anonymous = Anonymous
identity-false_name = False name

# Chosen identity: what a sender may choose.
chosen-identity-named = With my name
chosen-identity-confidential = With my name, kept confidential
chosen-identity-anonymous = Without a name

# Language: in which the sender is answered.
language-vi = Vietnamese
language-en = English

# Body: who decides.
body-election_team = Election team
body-election_board = Election board
body-election_committee = Election committee of the commune
body-provincial_election_committee = Election committee of the province
body-national_election_council = National Election Council
body-commune_peoples_committee = People's Committee of the commune
body-district_peoples_committee = People's Committee of the district
body-provincial_peoples_committee = People's Committee of the province
body-na_standing_committee = Standing Committee of the National Assembly
body-council_standing_body = Standing Body of the People's Council
body-court = People's Court
body-other = Another body

# The competent bodies by their place.
body-of-election_committee = Election committee of { $unit }
body-of-provincial_election_committee = Election committee of { $unit }
body-of-commune_peoples_committee = People's Committee of { $unit }
body-of-district_peoples_committee = People's Committee of { $unit }
body-of-provincial_peoples_committee = People's Committee of { $unit }

# Ineligible ground: why a letter is not eligible.
ineligible-ground-not_in_vietnamese = Not in Vietnamese, and without a translation
ineligible-ground-not_dated = Not dated
ineligible-ground-no_name_or_address = No name or address
ineligible-ground-not_signed = No signature or fingerprint
ineligible-ground-no_content = No clear content
ineligible-ground-sent_to_right_body = Already sent to the right body
ineligible-ground-already_guided = Already guided once on the same content
ineligible-ground-duplicate = Duplicate
ineligible-ground-illegible = Illegible

# Status: the one legal state of a case.
status-received = Received
status-screening = Screening
status-proposed = Proposed
status-accepted = Accepted
status-drafted = Drafted
status-settled = Settled
status-closed = Closed

# Closed as: how a case closed.
closed-as-settled = Settled
closed-as-refused = Refused
closed-as-guided = Guided
closed-as-transferred = Transferred
closed-as-returned = Returned
closed-as-filed = Filed without action
closed-as-withdrawn = Withdrawn
closed-as-terminated = Terminated
closed-as-handed_over = Handed over
closed-as-merged = Joined to another case

# Result of a settled case.
result-justified = Justified
result-partly_justified = Partly justified
result-unjustified = Unjustified
result-true = True
result-partly_true = Partly true
result-false = False
result-answered = Answered
result-struck_off = Struck off

# Disposition: what is proposed for a letter.
disposition-accept = Accept
disposition-refuse = Refuse to accept
disposition-guide = Guide
disposition-transfer = Transfer
disposition-return = Return
disposition-file = File without action

# Ground of a proposed disposition.
ground-within_competence = Within competence
ground-outside_competence = Outside competence
ground-not_eligible = Not eligible
ground-duplicate = Duplicate
ground-already_guided = Already guided on the same content
ground-mixed_content = Mixed content, to be split
ground-not_signed = A signature was asked for and did not come
ground-own_checks = Information for the body's own checks (Denunciation Law, art. 25.2)
ground-nameless = Denunciation about a candidate without a name or under a false name (Election Law, art. 61.3)
ground-illegible = Illegible
ground-stated = Another ground, stated in words

# Complexity and its grounds (Decree 31/2019, art. 3).
complexity-complex = Complex
complexity-specially_complex = Specially complex
complexity-ground-complex_matter = Complex complaint; the reason says why
complexity-ground-several_places = One content to be verified in two places or more
complexity-ground-several_contents = Two contents or more
complexity-ground-many_people = Many denouncers, or the interests of many people
complexity-ground-foreign_element = Foreign element
complexity-ground-several_bodies = Several managing bodies
complexity-ground-bodies_disagree = Bodies disagree

# Grounds for suspension (Denunciation Law, art. 34.1).
suspension-ground-awaiting_result = The result of another body or a related case is awaited
suspension-ground-expert_assessment = Supplementary or repeated expert assessment

# Grounds for termination (Complaint Law, art. 10; Denunciation Law, art. 34.3).
termination-ground-withdrawal = Full withdrawal
termination-ground-denounced_died = Death of the denounced
termination-ground-already_decided = Already decided by a court or competent body

# Withdrawal scope.
withdrawal-scope-all = All of it
withdrawal-scope-part = Part of it

# Documents of a case.
document-kind-acceptance = Notice of acceptance
document-kind-refusal = Notice of refusal
document-kind-guidance = Guidance slip
document-kind-transfer = Transfer slip
document-kind-return = Return slip
document-kind-filing = Filing slip
document-kind-extension = Extension decision
document-kind-suspension = Suspension decision
document-kind-resumption = Resumption decision
document-kind-termination = Termination decision
document-kind-decision = Settlement decision
document-kind-conclusion = Conclusion on the denunciation
document-kind-strike_off = Strike-off decision
document-kind-hand_over = Hand-over minutes
document-kind-appeal = Appeal sent to a body outside
document-kind-instruction = Instruction of the head
document-kind-answer = Answer of a body outside

# Means: how a document was served.
means-in_person = In person
means-post = By post
means-email = By e-mail
means-track_page = On the track page
means-posting = By posting
means-not_owed = Not owed

# Parties of a case; by the kind of letter.
party-role-petitioner = Sender
party-role-representative = Representative
party-role-respondent = Respondent
party-role-sending_body = Sending body
party-role-receiving_body = Receiving body
party-role-petitioner-complaint = Complainant
party-role-petitioner-denunciation = Denouncer
party-role-petitioner-petition = Petitioner
party-role-petitioner-feedback = Sender of the feedback
party-role-respondent-complaint = Respondent
party-role-respondent-denunciation = Respondent
party-role-respondent-petition = Person named in the letter
party-role-respondent-feedback = Person named in the letter

# Party field: by what a party can be found.
party-field-name = Name
party-field-phone = Telephone
party-field-email = E-mail
party-field-id_number = Identity number

# Correctable: data of receipt that can be corrected.
correctable-received_at = Date of receipt
correctable-occurred_on = Date of the event
correctable-channel = How it came
correctable-polling_area = Polling area
correctable-signers = Number of signers
correctable-petitioner_name = Name of the sender
correctable-petitioner_address = Address of the sender
correctable-petitioner_phone = Telephone of the sender
correctable-petitioner_email = E-mail of the sender
correctable-petitioner_id_number = Identity number of the sender
correctable-petitioner_no_mail = Mails to the sender about the progress
correctable-respondent_name = Name of the respondent
correctable-respondent_position = Position of the respondent

# Linked cases: how, and in which direction.
link-kind-transfer = Transfer
link-kind-appeal = Appeal
link-kind-merge = Joined
link-from-transfer = Transferred from case
link-from-appeal = Appeal of case
link-from-merge = Case joined to this one
link-to-transfer = Transferred to case
link-to-appeal = Appealed in case
link-to-merge = Joined to case

# Phase by the election's calendar (Election Law, art. 61).
phase-open = Open
phase-frozen = Frozen
phase-hand_over = To hand over

# Roles.
role-clerk = Clerk
role-officer = Officer
role-supervisor = Supervisor
role-observer = Observer
role-admin = Admin

# Actors: who did something.
actor-member = A member
actor-citizen = The sender
actor-system = The system

# Level of a unit.
level-country = Country
level-province = Province
level-district = District
level-ward = Ward
level-polling_area = Polling area

# Duty: whose a time limit is.
duty-office = The office must act
duty-citizen = A citizen's right
duty-milestone = Milestone of the election
duty-retention = Retention

# Deadline state.
deadline-state-running = Running
deadline-state-paused = Paused
deadline-state-met = Met
deadline-state-void = Void

# Unit of a time limit; what chooses the version of a rule.
unit-calendar_days = calendar days
unit-working_days = working days
unit-years = years
valid-by-election_day = By election day
valid-by-start = By the starting day

# Marks: what a time limit counts from, and what meets it.
mark-election_day = Election day
mark-list_posted = Posting of the voter list
mark-result_published = Publication of the result
mark-act_known = The act became known
mark-receipt = Receipt
mark-receipt_signed = Receipt, signed
mark-received_in_person = Received in person
mark-receipt_before_list = Receipt before the candidate list was published
mark-receipt_after_list = Receipt, with the candidate list published
mark-receipt_on_election_day = Receipt on election day, about a polling station
mark-receipt_otherwise = Receipt in any other case
mark-transfer_proposed = Receipt, once a transfer is proposed
mark-accepted = Acceptance
mark-disposed = Approval of any disposition
mark-filed = Filing without action
mark-transferred = Transfer
mark-signed = Signature
mark-answer_signed = Signature of the answer
mark-decision_served = Decision served on the senders
mark-last_service = Last service
mark-first_answer_served = First written answer served
mark-acceptance_served = Notice of acceptance served
mark-suspended = Suspension
mark-suspension_served = Suspension served
mark-terminated = Termination
mark-termination_served = Termination served
mark-published = Publication of the outcome
mark-appealed = Appeal

# Order of a list.
order-next_due = Most urgent first
order-received_at = Oldest first
order--received_at = Newest first
order-number = By number, ascending
order--number = By number, descending

# Where a reopened case goes on.
reopen-to-screening = Screening
reopen-to-accepted = Accepted

# Purpose: what a sealed text of the case file is.
purpose-letter = Letter
purpose-message = Message
purpose-reason = Reason
purpose-legal_basis = Legal basis
purpose-note = Note
purpose-verification = Verification
purpose-dialogue = Dialogue
purpose-draft = Draft
purpose-remedy = Remedy
purpose-evidence = Evidence
purpose-place = Place of publication
purpose-answer = Answer
purpose-value = Corrected value
purpose-title = Sender's title

# Mails: their kind and state.
mail-kind-receipt = Receipt
mail-kind-approve_disposition = Disposition of the letter
mail-kind-extend = Extension
mail-kind-suspend = Suspension
mail-kind-resume = Resumption
mail-kind-serve = Decision or conclusion served
mail-kind-closed = Case closed
mail-kind-message = Message of the office
mail-kind-reissue_receipt = New receipt code
mail-kind-news = News of a confidential case
mail-kind-assign_case = Assignment
mail-kind-propose_disposition = Proposal awaiting approval
mail-kind-draft_decision = Draft awaiting signature
mail-kind-send_back = Sent back
mail-kind-arrived = Something came in
mail-kind-invite = Invitation to an account
mail-kind-reset_password = A new password
mail-kind-account_changed = News of an account
mail-kind-supervisor_named = Another supervisor
mail-kind-late = Past its time limit
mail-kind-frozen = Stopped by the law
mail-kind-remind = Reminder
mail-kind-escalate = Due or overdue
mail-kind-digest = Digest of the day
mail-kind-no_calendar = Calendar to be loaded
mail-kind-to_hand_over = List to hand over
mail-kind-undelivered = A notice does not arrive
mail-kind-possible_conflict = A possible conflict of interest
mail-kind-desk_news = News on the desk, confidential case
mail-at-queued = made at { $at }
mail-at-sent = sent at { $at }
mail-answer-written = written to a file on the server
mail-state-queued = Waiting
mail-state-sent = Sent
mail-state-failed = Failed
mail-tries = Attempts
mail-outcome-sent = sent
mail-outcome-later = not taken, tried again later
mail-outcome-never = refused
mail-outcome-down = the mail server could not be reached
mail-outcome-returned = returned
mail-outcome-delayed = delayed, says the server
came-itself = From the sender
came-transferred = Transferred
came-appealed = Appealed
came-mailed = By e-mail
arrival-letter = Further letter
arrival-papers = Further papers
arrival-message = Message
arrival-withdrawal = Withdrawal
arrival-answer = Answer
