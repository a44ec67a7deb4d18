//! What a case is about, in the law's words (LAW.md sections 1 and 2).

codes! {
    /// What a letter is by its content (TT 05/2021 art. 6).
    pub enum Kind {
        /// khiếu nại
        Complaint = "complaint",
        /// tố cáo
        Denunciation = "denunciation",
        /// kiến nghị
        Petition = "petition",
        /// phản ánh
        Feedback = "feedback",
    }
}

codes! {
    /// What it is about.
    pub enum Matter {
        VoterList = "voter_list",
        Nominee = "nominee",
        Candidate = "candidate",
        CandidateList = "candidate_list",
        PollingStation = "polling_station",
        Result = "result",
        Organisation = "organisation",
        AdministrativeAct = "administrative_act",
        OfficialConduct = "official_conduct",
        Other = "other",
    }
}

impl Matter {
    /// Matters whose rules differ by the body that is elected.
    pub const fn needs_contest(self) -> bool {
        matches!(self, Self::Nominee | Self::Candidate | Self::CandidateList | Self::Result)
    }

    /// Matters that the freeze of art. 61.2 concerns.
    pub const fn freezes(self) -> bool {
        matches!(self, Self::Nominee | Self::Candidate | Self::CandidateList)
    }

    /// Matters that are the election's own: before classification they count as election track while an election is open.
    pub const fn is_electoral(self) -> bool {
        !matches!(self, Self::AdministrativeAct | Self::OfficialConduct | Self::Other)
    }
}

codes! {
    /// The body that is elected.
    pub enum Contest {
        /// National Assembly.
        Na = "na",
        /// People's Council of the province.
        CouncilProvince = "council_province",
        /// People's Council of the district, until 2025.
        CouncilDistrict = "council_district",
        /// People's Council of the commune or ward.
        CouncilCommune = "council_commune",
    }
}

codes! {
    /// Which law a case follows: set at classification, not derived from the text.
    pub enum Track {
        /// The Election Law.
        Election = "election",
        /// The Complaint, Denunciation and Reception Laws.
        General = "general",
    }
}

codes! {
    /// How a letter came (the sources of the letter book).
    pub enum Channel {
        InPerson = "in_person",
        Post = "post",
        Transferred = "transferred",
        Assigned = "assigned",
        Press = "press",
        Online = "online",
        Email = "email",
    }
}

codes! {
    /// The form of a letter (Luật Tố cáo arts. 22, 25).
    pub enum Form {
        /// A signed letter.
        Signed = "signed",
        /// In person, with minutes.
        Minutes = "minutes",
        /// With an electronic signature.
        ESigned = "e_signed",
        /// Anything else: registered as information.
        Unsigned = "unsigned",
    }
}

impl Form {
    /// Signed, recorded in minutes, or e-signed.
    pub const fn is_signed(self) -> bool {
        !matches!(self, Self::Unsigned)
    }
}

codes! {
    /// Under which name a letter stands.
    pub enum Identity {
        Named = "named",
        Confidential = "confidential",
        Anonymous = "anonymous",
        /// Found to be a false name, at classification.
        FalseName = "false_name",
    }
}

codes! {
    /// The body that decides (LAW.md section 1).
    pub enum Body {
        /// Tổ bầu cử: the polling station team.
        ElectionTeam = "election_team",
        /// Ban bầu cử.
        ElectionBoard = "election_board",
        /// Ủy ban bầu cử of the commune.
        ElectionCommittee = "election_committee",
        /// Ủy ban bầu cử of the province.
        ProvincialElectionCommittee = "provincial_election_committee",
        /// Hội đồng bầu cử quốc gia.
        NationalElectionCouncil = "national_election_council",
        /// Ủy ban nhân dân cấp xã.
        CommunePeoplesCommittee = "commune_peoples_committee",
        /// Ủy ban nhân dân cấp huyện, until 30/06/2025.
        DistrictPeoplesCommittee = "district_peoples_committee",
        /// Ủy ban nhân dân cấp tỉnh.
        ProvincialPeoplesCommittee = "provincial_peoples_committee",
        /// Ủy ban Thường vụ Quốc hội.
        NaStandingCommittee = "na_standing_committee",
        /// Thường trực Hội đồng nhân dân.
        CouncilStandingBody = "council_standing_body",
        Court = "court",
        Other = "other",
    }
}

codes! {
    /// Why a letter is not eligible (LAW.md section 3).
    pub enum IneligibleGround {
        NotInVietnamese = "not_in_vietnamese",
        NotDated = "not_dated",
        NoNameOrAddress = "no_name_or_address",
        NotSigned = "not_signed",
        NoContent = "no_content",
        SentToRightBody = "sent_to_right_body",
        AlreadyGuided = "already_guided",
        Duplicate = "duplicate",
        Illegible = "illegible",
    }
}
