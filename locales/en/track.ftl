# Looking up a case, the election's calendar, public figures.

working-title = How this was counted
working-through = until { $day }

track-title = Track a case
track-lede = Enter the number and the receipt code from your receipt to see where the case stands, who must do what, and by when.
track-open = Show the case
track-lost = I have lost the receipt code
track-lost-how = The code is printed once and kept nowhere else. Bring your identity papers to the place where you submitted to be given a new one. For an anonymous letter there is none: nothing could be checked.
track-closes = The page of a case closes by itself 30 minutes after it was opened.
track-left-title = Closed
track-left = This browser keeps nothing of the case any more.

track-case-title = Your case
track-done = Sent
track-state-late = Late
track-state-frozen = Stopped by law
track-state-hand-over = To be handed over
track-state-paused = Paused
track-state-unsigned = Not signed
track-state-settled = Settled
track-state-closed = Closed
track-state-running = Being handled

track-answer = The answer
track-answer-reasons = Reasons and findings
track-answer-basis = Legal basis
track-answer-remedy = Remedy
track-rights = Your rights that still run
track-until = until { $day }
track-acts = What you can do
track-messages = Messages
track-from-you = You
track-from-office = The office
track-documents = Documents sent to you
track-no-documents = None yet.
track-paper-cited = no. { $number } of { $date }
track-paper-dated = of { $date }
track-paper-served = received on { $on } ({ $means })
track-story = What has happened
track-own-step = Your own step.
track-ahead = Due: { $rule }
track-ahead-late = Past due: { $rule }
track-facts = About the case
track-kind = Kind
track-matter = About
track-received = Received on
track-received-here = Received here on
track-instance = Instance
track-instance-second = Second
track-status = Status
track-result = Result
track-deadlines = Time limits and how they were counted
track-deadline = Time limit
track-due = Last day
track-state = State
track-late = Late
track-met-late = Done, late
track-target = The office's target, not law: { $day }.
track-missing-year = The calendar of { $year } is not there yet, so no day can be computed.
track-no-term = The law sets no time limit.
track-no-figure = The figure is not confirmed, so no day is named.
track-set-by-office = The figure is the office's own.
track-unverified = Not confirmed

# What a sender may do.
track-about-message = Ask, urge, or add information. The office answers on this page.
track-about-add-letter = A further letter is registered and numbered like the first.
track-about-withdraw = This asks to withdraw. The case ends only once you have signed a letter of withdrawal or minutes; a denunciation goes on even then where article 33.3 of the Luật Tố cáo says so.
track-about-appeal = An appeal goes to: { $to }.
track-about-appeal-until = An appeal goes to: { $to }. Last day: { $last }.
track-about-appeal-late = An appeal goes to: { $to }. Its last day was { $last }; it is examined only with a good reason for the delay.
field-track-message-text = Your message
field-track-add-letter-body = Your letter
field-track-withdraw-scope = You want to withdraw
field-track-appeal-reasons = What you disagree with, and what you ask for
field-track-appeal-late_reason = Why it comes late
hint-track-add-letter-body = Write it as a letter: what is new, which evidence, what you ask for.
hint-track-appeal-late_reason = Illness, disaster, work or study far away, or another obstacle beyond your control (Luật Khiếu nại, article 9).

track-leave-title = Close the case
track-leave-why = On somebody else's device, close the case when you have seen it.
track-leave = Close this case
track-exit = Exit this page
