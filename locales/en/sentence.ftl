# One sentence that tells the sender where the case stands.

weekday = { $weekday ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}
receiver = { $body ->
    [na_standing_committee] the Standing Committee of the National Assembly
   *[council_standing_body] the Standing Body of the People's Council
}
# What the sender sent, by its kind.
your-letter = your { $kind ->
    [complaint] complaint
    [denunciation] denunciation
    [petition] petition
   *[feedback] feedback
}
your-letter-first = Your { $kind ->
    [complaint] complaint
    [denunciation] denunciation
    [petition] petition
   *[feedback] feedback
}
# The committees, by their place; "none" where it is not known.
committee-of-commune = { $place ->
    [none] the commune's election committee
   *[named] the election committee of { $place_in }
}
committee-of-province = { $place ->
    [none] the provincial election committee
   *[named] the election committee of { $place_in }
}
people-of-commune = { $place ->
    [none] the commune's People's Committee
   *[named] the People's Committee of { $place_in }
}
people-of-district = { $place ->
    [none] the district's People's Committee
   *[named] the People's Committee of { $place_in }
}
people-of-province = { $place ->
    [none] the provincial People's Committee
   *[named] the People's Committee of { $place_in }
}
# Who must act.
actor = { $actor ->
    [election_team] the election team
    [election_board] the election board
    [election_committee] { committee-of-commune }
    [provincial_election_committee] { committee-of-province }
    [national_election_council] the National Election Council
    [commune_peoples_committee] { people-of-commune }
    [district_peoples_committee] { people-of-district }
    [provincial_peoples_committee] { people-of-province }
    [na_standing_committee] the Standing Committee of the National Assembly
    [council_standing_body] the Standing Body of the People's Council
    [court] the court
   *[none] the competent body
}
# What must be done.
owed = { $owed ->
    [accept] accept it or say why not
    [process] process it
    [settle] settle it and answer
    [verify] verify and answer
    [send] send what was decided
    [reply] send a written answer
    [notify_acceptance] give notice of acceptance
    [notify_suspension] give notice of the suspension
    [notify_termination] give notice of the termination
    [transfer] send it on to where it belongs
    [publish] make the conclusion public
   *[other] complete "{ $rule }"
}
surety = { $sure ->
    [no] {" "}(this time limit is not confirmed)
    [office] {" "}(this time limit is the office's own)
   *[yes] {""}
}
last-surety = { $last_sure ->
    [no] {" "}(this time limit is not confirmed; ask the court or the subcommittee before that day)
    [office] {" "}(this time limit is the office's own)
   *[yes] {""}
}
must = Under { $basis }, { actor } must { owed } by { weekday } { $due }{ surety }.
# What follows when the day passes.
if-late = { $right ->
    [court] {" "}If that is not done in time, or you disagree with the result, you may sue in court until { $last }{ last-surety }.
    [appeal_until] {" "}If that is not done in time, you may appeal to the next instance until { $last }{ last-surety }.
    [appeal] {" "}If that is not done in time, you may appeal to the next instance.
    [freeze] {" "}From { $last } until election day is over, the law stops letters of this kind (Election Law, article 61.2).
   *[urge] {" "}If it is late, you may urge the office with a message on the track page.
}
# What may be done now that it is late.
now-late = { $right ->
    [court] You may sue in court until { $last }{ last-surety }.
    [appeal_until] You may appeal to the next instance until { $last }{ last-surety }.
    [appeal] You may appeal to the next instance.
   *[urge] You may urge the office with a message on the track page.
}
# What may be done against the result.
if-unjust = { $right ->
    [court] {" "}If you disagree, you may sue in court until { $last }{ last-surety }.
    [appeal_until] {" "}If you disagree, you may appeal to the next instance until { $last }{ last-surety }.
    [appeal] {" "}If you disagree, you may appeal to the next instance.
    [appeal_served] {" "}Once you have received it, you may appeal to the next instance if you disagree.
    [denounce] {" "}If you have grounds to believe that it was not settled lawfully, you may denounce further to the head of the body above (Denunciation Law, art. 37).
    [final] {" "}By law there is no further instance.
   *[none] {""}
}
# Why there is no day.
no-day = { $why ->
    [no_term] {" "}The law sets no time limit for this.
    [target] {" "}The law sets no time limit; the office aims to answer by { $target }.
    [unconfirmed] {" "}The time limit of the new law is not confirmed yet, so no day can be named.
    [calendar] {" "}The calendar of working days of { $year } is not there yet, so no day can be computed.
    [before_law] {" "}The letter came before the law that is applied here was in force, so no time limit of it can be named.
   *[none] {""}
}
sentence-received = The subcommittee has { your-letter } and is classifying it. { must }{ if-late }
sentence-received-undated = The subcommittee has { your-letter } and is classifying it.{ no-day }
sentence-unsigned = { your-letter-first } is not signed, so it is registered as information. The time limit starts on the day you sign: print it, sign it and send it to the office, or come to the counter.
sentence-unsigned-nameless = { your-letter-first } bears no name, so it is registered as information for the office's own checks. The law sets no time limit for answering an anonymous letter.
sentence-screening = The subcommittee is examining whether { your-letter } can be accepted. { must }{ if-late }
sentence-screening-undated = The subcommittee is examining whether { your-letter } can be accepted.{ no-day }
sentence-accepted = The subcommittee is examining { your-letter }. { must }{ if-late }
sentence-accepted-undated = The subcommittee is examining { your-letter }.{ no-day }
sentence-drafted = A draft of the answer to { your-letter } awaits the signature of the head. { must }{ if-late }
sentence-drafted-undated = A draft of the answer to { your-letter } awaits the signature of the head.{ no-day }
sentence-settled = The answer to { your-letter } is signed and being sent. { must }{ if-unjust }
sentence-settled-undated = The answer to { your-letter } is signed and being sent.{ if-unjust }
late-told = Under { $basis }, { actor } had to { owed } by { weekday } { $due }{ surety }. { now-late }
sentence-late = Late. { late-told }
ground-of-suspension = { $ground ->
    [awaiting_result] the result of another body or a related case is awaited
   *[expert_assessment] a supplementary or repeated expert assessment is needed
}
sentence-paused = Paused: { your-letter } has been suspended since { $since } because { ground-of-suspension }. Once that reason is gone, { actor } must go on, and the time limit runs on.
sentence-paused-used = Paused: { your-letter } has been suspended since { $since } because { ground-of-suspension }; { $used } of { $total } days of the time limit ({ $basis }) are used. Once that reason is gone, { actor } must go on, and the time limit runs on.
sentence-frozen = Stopped by law (Election Law, article 61.2): { your-letter } is not examined until election day, { weekday } { $election }, is over; the file then goes to { receiver }. Meanwhile you may still add a letter, write a message or withdraw.
sentence-hand-over = The election is over. By law (Election Law, article 61.4) the subcommittee must hand over the file of { your-letter } to { receiver }; you may still add a letter or write a message.
sentence-closed-settled = The case is settled.{ if-unjust }
sentence-closed-refused = { your-letter-first } was not accepted; the notice to you says why.
sentence-closed-guided = The matter belongs to another body; the guidance slip says where to send your letter.
sentence-closed-transferred = { your-letter-first } was sent on to the competent body.
sentence-closed-transferred-outside = { your-letter-first } was sent on to the competent body, outside this system; its answer is awaited.
sentence-closed-returned = { your-letter-first } was returned with the reason.
sentence-closed-filed = { your-letter-first } was filed and is not examined further.
sentence-closed-withdrawn = The case ended because you withdrew your letter.
sentence-closed-terminated = The head has decided to terminate the handling of { your-letter }; the decision says why.
sentence-closed-handed-over = After the election the file of { your-letter } was handed over to { receiver }, which goes on with it.
sentence-closed-merged = { your-letter-first } was joined to an earlier case on the same matter and is settled there.

receipt-no-result-rule = This letter about a result does not say which election it concerns (the National Assembly or a People's Council). Until it is classified, no rule on election results (el.result) applies, and no time limit for settling it can be given.

# How to sign a letter.
not-signed = The letter is not signed, so it is registered as information. The time limit starts on the day you sign it.
sign-print = Print this page, sign it or put your fingerprint on it, and send or bring it to the office.
sign-counter = Come to the reception counter to sign the letter or have minutes taken; bring your identity papers.
sign-e-signature = Sign the letter as a file with an electronic signature and send that file on the track page, among the papers.
