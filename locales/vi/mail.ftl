# Thư điện tử gửi người gửi đơn và cán bộ. Mỗi thư là một thư mục trong templates/mail; ở đây là lời văn.

## Dùng chung

mail-office = Tiểu ban Giải quyết khiếu nại, tố cáo về bầu cử { $unit }
mail-unit = { $unit }
mail-office-unnamed = Tiểu ban Giải quyết khiếu nại, tố cáo về bầu cử
mail-greeting = Kính gửi ông/bà,
mail-greeting-named = Kính gửi ông/bà { $name },
mail-greeting-member = Kính gửi anh/chị,
mail-greeting-member-named = Kính gửi anh/chị { $name },
mail-letter = đơn số { $number }
mail-letter-unnumbered = đơn của ông/bà
mail-document = (văn bản số { $number }, ngày { $date })
mail-standing = Tình hình hiện nay: { $standing }
mail-no-content = Thư này không nêu nội dung vụ việc.
mail-way-track = Để xem tiến độ, gửi thêm đơn hoặc nhắn tin cho cơ quan, mời ông/bà mở trang tra cứu, nhập số đơn và mã biên nhận:
mail-way-news = Mời ông/bà mở trang tra cứu, nhập số đơn và mã biên nhận để xem:
mail-way-case = Mở vụ việc (cần đăng nhập):
mail-way-calendars = Mời anh/chị đăng nhập và mở trang lịch nghỉ:
mail-way-desk = Mời anh/chị đăng nhập và mở bàn làm việc:
mail-footer = Thư được gửi tự động, xin ông/bà không trả lời thư này. Nếu ông/bà không gửi đơn, xin bỏ qua thư.
mail-footer-answer = Thư được gửi tự động. Ông/bà có thể trả lời thư này: thư trả lời được chuyển vào hồ sơ của ông/bà. Xin không chuyển tiếp thư này cho người khác. Nếu ông/bà không gửi đơn, xin bỏ qua thư.
mail-footer-member = Thư được gửi tự động, xin không trả lời thư này.

mail-kind = { $kind ->
    [complaint] khiếu nại
    [denunciation] tố cáo
    [petition] kiến nghị
   *[feedback] phản ánh
}
mail-matter = { $matter ->
    [voter_list] danh sách cử tri
    [nominee] người được giới thiệu ứng cử
    [candidate] người ứng cử
    [candidate_list] danh sách người ứng cử
    [polling_station] việc bỏ phiếu, kiểm phiếu tại khu vực bỏ phiếu
    [result] kết quả bầu cử
    [organisation] tổ chức phụ trách bầu cử
    [administrative_act] quyết định, hành vi hành chính
    [official_conduct] hành vi của cán bộ, công chức
   *[other] nội dung khác
}
mail-body = { $body ->
    [election_team] Tổ bầu cử
    [election_board] Ban bầu cử
    [election_committee] Ủy ban bầu cử cấp xã
    [provincial_election_committee] Ủy ban bầu cử cấp tỉnh
    [national_election_council] Hội đồng bầu cử quốc gia
    [commune_peoples_committee] Ủy ban nhân dân cấp xã
    [district_peoples_committee] Ủy ban nhân dân cấp huyện
    [provincial_peoples_committee] Ủy ban nhân dân cấp tỉnh
    [na_standing_committee] Ủy ban Thường vụ Quốc hội
    [council_standing_body] Thường trực Hội đồng nhân dân
    [court] Tòa án nhân dân
   *[other] cơ quan có thẩm quyền
}
mail-disposition = { $disposition ->
    [accept] thụ lý
    [refuse] không thụ lý
    [guide] hướng dẫn
    [transfer] chuyển đơn
    [return] trả đơn
   *[file] lưu đơn
}

## Gửi người gửi đơn

mail-receipt-subject = Đã tiếp nhận { $letter }
mail-receipt-lead = { $came ->
    [transferred] { $office } đã tiếp nhận đơn { mail-kind } của ông/bà do cơ quan khác chuyển đến ngày { $received } và ghi vào sổ với số { $number }.
    [appealed] { $office } đã tiếp nhận đơn khiếu nại tiếp của ông/bà ngày { $received } và ghi vào sổ với số { $number }.
    [mailed] { $office } đã tiếp nhận thư điện tử của ông/bà ngày { $received } và ghi vào sổ với số { $number }. Thư sẽ được xem xét và phân loại là khiếu nại, tố cáo, kiến nghị hoặc phản ánh.
   *[itself] { $office } đã tiếp nhận đơn { mail-kind } của ông/bà ngày { $received } và ghi vào sổ với số { $number }.
}
mail-receipt-provisional = { $came ->
    [mailed] Thời hạn nêu trên là tạm tính; thời hạn chính thức được xác định khi phân loại thư, tính từ ngày tiếp nhận.
   *[other] Thời hạn nêu trên là tạm tính theo nội dung ông/bà đã khai; thời hạn chính thức được xác định khi phân loại đơn.
}
mail-receipt-needs-contest = Đơn về kết quả bầu cử chưa ghi rõ bầu cử cơ quan nào (Quốc hội hay Hội đồng nhân dân), nên chưa tính được thời hạn giải quyết; thời hạn được xác định khi phân loại đơn.
mail-receipt-sign = Ông/bà có thể ký đơn bằng một trong các cách sau:
mail-sign-print = In biên nhận tại trang tra cứu, ký tên hoặc điểm chỉ rồi gửi hoặc mang đến nơi tiếp nhận.
mail-receipt-code = { $came ->
    [transferred] Mã biên nhận đã trao cho ông/bà vẫn dùng được. Mã này không bao giờ được gửi qua thư điện tử; xin ông/bà giữ kín.
    [appealed] Mã biên nhận đã trao cho ông/bà vẫn dùng được. Mã này không bao giờ được gửi qua thư điện tử; xin ông/bà giữ kín.
    [mailed] Muốn theo dõi việc giải quyết trên trang tra cứu, ông/bà cần mã biên nhận: xin đến cơ quan tiếp nhận, mang theo giấy tờ tùy thân và số nêu trên để được cấp mã. Mã này không bao giờ được gửi qua thư điện tử.
   *[itself] Mã biên nhận được trao cho ông/bà khi nộp đơn. Mã này không bao giờ được gửi qua thư điện tử; xin ông/bà giữ kín.
}

mail-approve_disposition-subject = { $disposition ->
    [accept] Đã thụ lý { $letter }
    [refuse] Không thụ lý { $letter }
    [guide] Hướng dẫn nơi gửi { $letter }
    [transfer] Đã chuyển { $letter } đến cơ quan có thẩm quyền
    [return] Trả lại { $letter }
   *[file] Lưu { $letter }
}
mail-approve_disposition-lead = { $disposition ->
    [accept] { $office } đã thụ lý { $letter } để giải quyết{ $document }.
    [refuse] { $office } không thụ lý { $letter }{ $document }. Lý do được nêu trong thông báo gửi ông/bà.
    [guide] { $office } không có thẩm quyền giải quyết { $letter }{ $document }. Phiếu hướng dẫn gửi ông/bà ghi rõ cơ quan có thẩm quyền và cách gửi đơn.
    [transfer] { $office } đã chuyển { $letter } đến { $to } để giải quyết theo thẩm quyền{ $document }.
    [return] { $office } trả lại { $letter }{ $document }. Lý do được nêu trong văn bản gửi ông/bà.
   *[file] { $office } đã lưu { $letter }, không xem xét giải quyết{ $document }. Ông/bà có thể hỏi lý do bằng tin nhắn tại trang tra cứu.
}
mail-approve_disposition-to = Cơ quan có thẩm quyền: { $to }.

mail-extend-subject = Gia hạn giải quyết { $letter }
mail-extend-lead = { $office } đã gia hạn thời hạn "{ $rule }" đối với { $letter }{ $document }.
mail-extend-due = Hạn mới là hết ngày { $due }.

mail-suspend-subject = Tạm đình chỉ giải quyết { $letter }
mail-suspend-lead = { $office } tạm đình chỉ việc giải quyết { $letter } từ ngày { $on }{ $document } vì { $ground ->
    [awaiting_result] phải chờ kết quả giải quyết của cơ quan khác hoặc của vụ việc có liên quan
   *[expert_assessment] phải chờ kết quả giám định bổ sung hoặc giám định lại
}.
mail-suspend-meaning = Thời gian tạm đình chỉ không tính vào thời hạn giải quyết. Khi việc giải quyết được tiếp tục, ông/bà sẽ được thông báo.

mail-resume-subject = Tiếp tục giải quyết { $letter }
mail-resume-lead = { $office } tiếp tục giải quyết { $letter } từ ngày { $on }{ $document }.

mail-serve-subject = { $kind_of_document ->
    [conclusion] Kết luận đối với { $letter }
   *[decision] Kết quả giải quyết { $letter }
}
mail-serve-lead = Ngày { $on }, { $office } đã gửi ông/bà { $kind_of_document ->
    [conclusion] kết luận nội dung
   *[decision] văn bản giải quyết
} đối với { $letter }{ $document } { $means ->
    [in_person] bằng cách trao trực tiếp
    [post] qua bưu điện
    [email] qua thư điện tử
    [track_page] trên trang tra cứu
   *[posting] bằng cách niêm yết
}.
mail-serve-result = Kết quả: { $result ->
    [justified] khiếu nại đúng.
    [partly_justified] khiếu nại đúng một phần.
    [unjustified] khiếu nại sai.
    [true] tố cáo đúng.
    [partly_true] tố cáo đúng một phần.
    [false] tố cáo sai.
   *[struck_off] đã xóa tên người ứng cử khỏi danh sách.
}

mail-closed-subject = Kết thúc giải quyết { $letter }
mail-closed-lead = { $how ->
    [withdrawn] { $office } đình chỉ việc giải quyết { $letter } do ông/bà rút đơn{ $document }.
    [terminated] { $office } đình chỉ việc giải quyết { $letter }{ $document }.
    [handed_over] { $office } đã bàn giao hồ sơ { $letter } để tiếp tục giải quyết sau bầu cử{ $document }.
    [merged] { $office } đã nhập { $letter } vào một vụ việc có cùng nội dung nhận trước đó.
   *[settled] Việc giải quyết { $letter } đã kết thúc.
}

mail-message-subject = Có tin nhắn về { $letter }
mail-message-lead = { $office } có tin nhắn gửi ông/bà về { $letter }. Mời ông/bà đọc và trả lời tại trang tra cứu.

mail-reissue_receipt-subject = Đã cấp lại mã biên nhận của { $letter }
mail-reissue_receipt-lead = { $office } đã cấp lại mã biên nhận của { $letter }. Mã cũ không còn hiệu lực. Mã mới được trao trực tiếp, không gửi qua thư điện tử.
mail-reissue_receipt-warning = Nếu ông/bà không yêu cầu cấp lại mã, xin báo ngay cho cơ quan.

mail-news-subject = Thông báo về đơn ông/bà đã gửi
mail-news-lead = Có thông tin mới về đơn ông/bà đã gửi đến { $unit }.

## Gửi cán bộ

mail-task = Vụ việc số { $number }: đơn { mail-kind } về { mail-matter }, nhận ngày { $received }.
mail-task-due = Thời hạn gần nhất: hết ngày { $due }.

mail-assign_case-subject = { $serves ->
    [yes] Được giao tống đạt: vụ việc số { $number }
   *[no] Được giao xử lý: vụ việc số { $number }
}
mail-assign_case-lead = { $serves ->
    [yes] Anh/chị được giao tống đạt văn bản của vụ việc sau đây.
   *[no] Anh/chị được giao xử lý vụ việc sau đây.
}
mail-propose_disposition-subject = Chờ phê duyệt: vụ việc số { $number }
mail-propose_disposition-lead = Có đề xuất { mail-disposition } đang chờ phê duyệt.
mail-draft_decision-subject = Chờ ký: vụ việc số { $number }
mail-draft_decision-lead = Có dự thảo { $kind ->
    [complaint] quyết định giải quyết
    [denunciation] kết luận nội dung tố cáo
   *[other] văn bản trả lời
} đang chờ ký.
mail-send_back-subject = Trả lại để làm tiếp: vụ việc số { $number }
mail-send_back-lead = Đề xuất hoặc dự thảo của anh/chị đã được trả lại; lý do ghi trong hồ sơ vụ việc.
mail-arrived-subject = { $what ->
    [letter] Có đơn bổ sung: vụ việc số { $number }
    [papers] Có giấy tờ bổ sung: vụ việc số { $number }
    [message] Có tin nhắn: vụ việc số { $number }
    [withdrawal] Có việc rút đơn: vụ việc số { $number }
   *[answer] Có văn bản trả lời: vụ việc số { $number }
}
mail-arrived-lead = { $what ->
    [letter] Người gửi đã bổ sung đơn vào vụ việc anh/chị đang xử lý.
    [papers] Đã nhận thêm giấy tờ vào vụ việc anh/chị đang xử lý.
    [message] Có tin nhắn mới trong vụ việc anh/chị đang xử lý.
    [withdrawal] Có yêu cầu rút đơn trong vụ việc anh/chị đang xử lý.
   *[answer] Cơ quan bên ngoài đã trả lời về vụ việc anh/chị đang xử lý.
}
mail-undelivered-subject = { $failed ->
    [yes] Thông báo không gửi được: vụ việc { $number }
   *[no] Thông báo chưa gửi được: vụ việc { $number }
}
mail-undelivered-lead = { $failed ->
    [yes] Thư thông báo cho người gửi đơn ({ mail-undelivered-notice }) không gửi được: máy chủ thư từ chối hoặc trả lại.
   *[no] Thư thông báo cho người gửi đơn ({ mail-undelivered-notice }) đã chờ hơn ba giờ mà vẫn chưa gửi được; hệ thống vẫn tiếp tục gửi lại.
}
mail-undelivered-notice = { $notice ->
    [receipt] biên nhận đơn
    [approve_disposition] kết quả xử lý đơn
    [extend] gia hạn
    [suspend] tạm đình chỉ
    [resume] tiếp tục giải quyết
    [serve] văn bản giải quyết
   *[closed] kết thúc vụ việc
}
mail-undelivered-do = Xin kiểm tra địa chỉ thư trong hồ sơ, gửi lại, hoặc thông báo bằng cách khác (bưu chính, trực tiếp).
mail-possible_conflict-subject = Cần xem xét: vụ việc số { $number }
mail-possible_conflict-lead = Vụ việc số { $number } có khả năng xung đột lợi ích với một cán bộ. Cho đến khi người phụ trách xem xét, cán bộ đó không thấy vụ việc.
mail-possible_conflict-do = Đề nghị anh/chị mở vụ việc để xác nhận hoặc loại bỏ khả năng này. Thư này chủ ý không nêu tên ai.
mail-desk_news-subject = Có việc mới trên bàn làm việc của anh/chị
mail-desk_news-lead = Có việc mới đang chờ anh/chị.

## Gửi lại thư

refusal-mail_not_found = Không có thư này.
refusal-mail_told_before_sealing = Thư này đã gửi trước khi vụ việc được giữ bí mật nên không gửi lại.
refusal-mail_waits = Thư này đang chờ gửi.

# Đường dẫn đặt mật khẩu: dùng một lần.
mail-way-once = Đường dẫn dưới đây dùng được một lần, đến { $time } ngày { $until }. Xin mở để đặt mật khẩu và không chuyển cho ai:
mail-invite-subject = Mời anh/chị nhận tài khoản
mail-invite-lead = Quản trị viên đã lập tài khoản cho anh/chị tại { $office }.
mail-invite-username = Tên đăng nhập: { $username }
mail-reset_password-subject = Đặt lại mật khẩu
mail-reset_password-lead = Có yêu cầu đặt lại mật khẩu cho tài khoản { $username }. Khi mật khẩu mới được đặt, mọi phiên đăng nhập khác sẽ kết thúc.
mail-reset_password-not-asked = Nếu anh/chị không yêu cầu, xin bỏ qua thư này: mật khẩu hiện tại vẫn dùng được.
mail-way-account = Đăng nhập và xem tài khoản của anh/chị:
mail-account-subject = { $what ->
    [enrolled] Tài khoản đã bật xác thực hai lớp
    [disabled] Tài khoản đã tắt xác thực hai lớp
    [reset] Xác thực hai lớp của tài khoản đã bị gỡ bỏ
    [new_codes] Tài khoản có mã dự phòng mới
    [code_used] Một mã dự phòng của tài khoản đã được dùng
    [marks] Thông tin nhận diện của tài khoản đã được thay đổi
    [password] Quản trị viên đã đặt mật khẩu khác cho tài khoản
   *[sessions_ended] Mọi phiên đăng nhập của tài khoản đã bị kết thúc
}
mail-account-lead = { $what ->
    [enrolled] Từ nay tài khoản { $username } cần thêm mã của ứng dụng ngoài mật khẩu. Các phiên đăng nhập khác đã kết thúc.
    [disabled] Tài khoản { $username } không còn cần mã ngoài mật khẩu.
    [reset] Quản trị viên đã gỡ bỏ xác thực hai lớp của tài khoản { $username }, ví dụ vì mất điện thoại. Các phiên đăng nhập đã kết thúc; lần đăng nhập tới có thể anh/chị phải thiết lập lại.
    [new_codes] Tài khoản { $username } có mã dự phòng mới; các mã cũ không dùng được nữa.
    [code_used] Có người đã đăng nhập vào tài khoản { $username } bằng mã dự phòng thay cho mã của ứng dụng. Mã đó không dùng lại được.
    [marks] Quản trị viên đã thay đổi họ tên, thư điện tử hoặc thông tin nhận diện khác của chủ tài khoản { $username }. Thông tin này dùng để phát hiện xung đột lợi ích. Nếu không đúng, đề nghị báo ngay cho lãnh đạo đơn vị.
    [password] Quản trị viên đã đặt mật khẩu khác cho tài khoản { $username }. Mọi phiên đăng nhập đã kết thúc. Nếu anh/chị không đề nghị, xin báo ngay cho lãnh đạo đơn vị: người biết mật khẩu có thể làm việc dưới tên anh/chị.
   *[sessions_ended] Quản trị viên đã kết thúc mọi phiên đăng nhập của tài khoản { $username }.
}
mail-supervisor-named-subject = Có thêm người giữ vai trò Lãnh đạo: { $unit }
mail-supervisor-named-lead = Lúc { $time } ngày { $on }, quản trị viên đã giao vai trò Lãnh đạo cho { $name }: { $unit }.
mail-supervisor-named-what = Người giữ vai trò này được xem các vụ việc của đơn vị, phê duyệt, ký, và sau bảy ngày có thể cho phép mở danh tính người gửi đơn.
mail-supervisor-named-doubt = Nếu anh/chị không biết việc giao vai trò này, xin báo ngay cho người đứng đầu đơn vị.
mail-account-when = Thời điểm: { $time } ngày { $on }.
mail-account-not-you = Nếu anh/chị không biết việc này, xin đổi mật khẩu ngay và báo cho quản trị viên của đơn vị.

## Thư do thời hạn, không do việc ai làm: gửi người gửi đơn

mail-late-subject = Quá thời hạn: { $letter }
mail-late-lead = { $office } xin báo: { $letter } chưa được giải quyết xong trong thời hạn. Ông/bà có thể làm gì tiếp theo được nêu dưới đây.
mail-frozen-subject = Ngừng xem xét cho đến hết ngày bầu cử: { $letter }
mail-frozen-lead = Từ hôm nay, theo điều 61.2 Luật Bầu cử, việc xem xét { $letter } ngừng lại cho đến hết ngày bầu cử.

## Thư do thời hạn: gửi cán bộ

mail-pressing-due = Thời hạn "{ $rule }": hết ngày { $due } ({ $left }).
mail-pressing-act = Việc cần làm: { $act }.
mail-pressing-stops = Từ ngày { $stops }, theo điều 61.2 Luật Bầu cử, vụ việc phải ngừng xem xét cho đến hết ngày bầu cử. Chỉ có thể ký giải quyết trước ngày đó.
mail-meant = Thư này đúng ra gửi lúc { $meant_at } ngày { $meant_on }; nay gửi muộn.
mail-remind-subject = Nhắc thời hạn: vụ việc số { $number } { $left }
mail-remind-lead = Thời hạn của vụ việc sau đây sắp hết.
mail-escalate-subject = { $past ->
    [yes] Quá hạn: vụ việc số { $number } { $left }
   *[no] Hạn cuối hôm nay: vụ việc số { $number }
}
mail-escalate-lead = { $past ->
    [yes] Vụ việc sau đây đã quá thời hạn mà chưa xong. Đề nghị anh/chị xem và có biện pháp xử lý.
   *[no] Hôm nay là ngày cuối của thời hạn đối với vụ việc sau đây.
}
mail-digest-subject = Việc ngày { $day }: { $headline }
mail-digest-lead = Các việc đang chờ anh/chị trong ngày { $day }:
mail-to_hand_over-subject = Hồ sơ cần bàn giao sau bầu cử: { $headline }
mail-to_hand_over-lead = Cuộc bầu cử đã kết thúc. Theo điều 61.4 Luật Bầu cử, các hồ sơ chưa giải quyết xong về người ứng cử phải được bàn giao:
mail-no_calendar-subject = Chưa nạp lịch nghỉ năm { $years }
mail-no_calendar-lead = Hệ thống chưa có lịch nghỉ lễ, Tết và ngày làm bù của năm { $years }. Khi chưa nạp lịch, các thời hạn kéo sang năm đó chưa tính được ngày hết hạn.
mail-no_calendar-do = Đề nghị nạp lịch theo thông báo của cơ quan có thẩm quyền; nạp xong, ngày hết hạn được tính ngay. Nếu anh/chị không có quyền nạp lịch, xin báo cho quản trị viên của toàn hệ thống. Thư này được gửi ngày 1 tháng 11 và mỗi thứ Hai cho đến khi nạp xong.
mail-list-overdue = Quá hạn ({ $count })
mail-list-due_today = Hết hạn hôm nay ({ $count })
mail-list-due_soon = Sắp hết hạn, trong 3 ngày tới ({ $count })
mail-list-to_sign = Chờ ký ({ $count })
mail-list-to_serve = Chờ tống đạt ({ $count })
mail-list-frozen_tomorrow = Phải ngừng xem xét từ ngày mai ({ $count })
mail-list-hand_over = Cần bàn giao ({ $count })
mail-list-short-overdue = { $count } quá hạn
mail-list-short-due_today = { $count } hết hạn hôm nay
mail-list-short-due_soon = { $count } sắp hết hạn
mail-list-short-to_sign = { $count } chờ ký
mail-list-short-to_serve = { $count } chờ tống đạt
mail-list-short-frozen_tomorrow = { $count } ngừng xem xét từ mai
mail-list-short-hand_over = { $count } hồ sơ
mail-list-line = Số { $number }: { mail-kind } về { mail-matter }, hạn { $due }
mail-list-line-undated = Số { $number }: { mail-kind } về { mail-matter }
mail-list-others = và { $count } vụ việc khác, xem trên bàn làm việc
mail-list-none-named = { $count } vụ việc, xem trên bàn làm việc

# Messages that come in: remarks of the office in and below the text.
mail-in-no-text = [Thư chỉ có tệp đính kèm, không có nội dung.]
mail-in-left-out = [Tệp đính kèm không nhận được (loại tệp hoặc dung lượng không được nhận): { $names }]
mail-in-no-subject = Thư điện tử không có tiêu đề
