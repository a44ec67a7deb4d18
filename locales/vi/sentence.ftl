# Một câu cho người gửi đơn biết vụ việc đang ở đâu.

weekday = { $weekday ->
    [mon] thứ Hai
    [tue] thứ Ba
    [wed] thứ Tư
    [thu] thứ Năm
    [fri] thứ Sáu
    [sat] thứ Bảy
   *[sun] Chủ nhật
}
receiver = { $body ->
    [na_standing_committee] Ủy ban Thường vụ Quốc hội
   *[council_standing_body] Thường trực Hội đồng nhân dân
}
# Đơn của người gửi, theo loại.
your-letter = { $kind ->
    [complaint] đơn khiếu nại
    [denunciation] đơn tố cáo
    [petition] đơn kiến nghị
   *[feedback] đơn phản ánh
} của ông/bà
your-letter-first = { $kind ->
    [complaint] Đơn khiếu nại
    [denunciation] Đơn tố cáo
    [petition] Đơn kiến nghị
   *[feedback] Đơn phản ánh
} của ông/bà
# Các ủy ban, theo địa phương; "none" khi không rõ.
committee-of-commune = { $place ->
    [none] Ủy ban bầu cử cấp xã
   *[named] Ủy ban bầu cử { $place_in }
}
committee-of-province = { $place ->
    [none] Ủy ban bầu cử cấp tỉnh
   *[named] Ủy ban bầu cử { $place_in }
}
people-of-commune = { $place ->
    [none] Ủy ban nhân dân cấp xã
   *[named] Ủy ban nhân dân { $place_in }
}
people-of-district = { $place ->
    [none] Ủy ban nhân dân cấp huyện
   *[named] Ủy ban nhân dân { $place_in }
}
people-of-province = { $place ->
    [none] Ủy ban nhân dân cấp tỉnh
   *[named] Ủy ban nhân dân { $place_in }
}
# Ai phải làm.
actor = { $actor ->
    [election_team] Tổ bầu cử
    [election_board] Ban bầu cử
    [election_committee] { committee-of-commune }
    [provincial_election_committee] { committee-of-province }
    [national_election_council] Hội đồng bầu cử quốc gia
    [commune_peoples_committee] { people-of-commune }
    [district_peoples_committee] { people-of-district }
    [provincial_peoples_committee] { people-of-province }
    [na_standing_committee] Ủy ban Thường vụ Quốc hội
    [council_standing_body] Thường trực Hội đồng nhân dân
    [court] Tòa án nhân dân
   *[none] cơ quan có thẩm quyền
}
# Phải làm gì.
owed = { $owed ->
    [accept] thụ lý, hoặc thông báo lý do không thụ lý
    [process] xử lý đơn
    [settle] giải quyết và trả lời
    [verify] xác minh và trả lời
    [send] gửi văn bản giải quyết
    [reply] gửi văn bản trả lời
    [notify_acceptance] thông báo việc thụ lý
    [notify_suspension] thông báo việc tạm đình chỉ
    [notify_termination] thông báo việc đình chỉ
    [transfer] chuyển đơn đến nơi có thẩm quyền
    [publish] công khai kết luận
   *[other] hoàn thành việc "{ $rule }"
}
surety = { $sure ->
    [no] {" "}(thời hạn chưa được xác nhận)
    [office] {" "}(thời hạn do cơ quan ấn định)
   *[yes] {""}
}
last-surety = { $last_sure ->
    [no] {" "}(thời hạn chưa được xác nhận; xin hỏi Tòa án hoặc Tiểu ban trước ngày này)
    [office] {" "}(thời hạn do cơ quan ấn định)
   *[yes] {""}
}
must = Theo { $basis }, { actor } phải { owed } chậm nhất { weekday }, ngày { $due }{ surety }.
# Quá ngày đó thì sao.
if-late = { $right ->
    [court] {" "}Nếu không được giải quyết đúng hạn hoặc không đồng ý với kết quả, ông/bà có quyền khởi kiện tại Tòa án, chậm nhất ngày { $last }{ last-surety }.
    [appeal_until] {" "}Nếu không được giải quyết đúng hạn, ông/bà có quyền khiếu nại tiếp, chậm nhất ngày { $last }{ last-surety }.
    [appeal] {" "}Nếu không được giải quyết đúng hạn, ông/bà có quyền khiếu nại tiếp.
    [freeze] {" "}Từ ngày { $last } đến hết ngày bầu cử, pháp luật ngừng việc xem xét loại đơn này (Luật Bầu cử, điều 61.2).
   *[urge] {" "}Nếu quá hạn, ông/bà có thể nhắn tin đôn đốc tại trang tra cứu.
}
# Đã quá hạn thì sao.
now-late = { $right ->
    [court] Ông/bà có quyền khởi kiện tại Tòa án, chậm nhất ngày { $last }{ last-surety }.
    [appeal_until] Ông/bà có quyền khiếu nại tiếp, chậm nhất ngày { $last }{ last-surety }.
    [appeal] Ông/bà có quyền khiếu nại tiếp.
   *[urge] Ông/bà có thể nhắn tin đôn đốc tại trang tra cứu.
}
# Không đồng ý với kết quả thì sao.
if-unjust = { $right ->
    [court] {" "}Nếu không đồng ý, ông/bà có quyền khởi kiện tại Tòa án, chậm nhất ngày { $last }{ last-surety }.
    [appeal_until] {" "}Nếu không đồng ý, ông/bà có quyền khiếu nại tiếp, chậm nhất ngày { $last }{ last-surety }.
    [appeal] {" "}Nếu không đồng ý, ông/bà có quyền khiếu nại tiếp.
    [appeal_served] {" "}Khi nhận được văn bản, nếu không đồng ý, ông/bà có quyền khiếu nại tiếp.
    [denounce] {" "}Nếu có căn cứ cho rằng việc giải quyết không đúng pháp luật, ông/bà có quyền tố cáo tiếp với người đứng đầu cơ quan cấp trên trực tiếp (Luật Tố cáo, điều 37).
    [final] {" "}Theo pháp luật, đây là lần giải quyết cuối cùng.
   *[none] {""}
}
# Vì sao không có ngày.
no-day = { $why ->
    [no_term] {" "}Pháp luật không ấn định thời hạn cho việc này.
    [target] {" "}Pháp luật không ấn định thời hạn; cơ quan đặt mục tiêu trả lời chậm nhất ngày { $target }.
    [unconfirmed] {" "}Thời hạn theo luật mới chưa được xác nhận nên chưa thể nêu ngày.
    [calendar] {" "}Chưa có lịch ngày làm việc năm { $year } nên chưa tính được ngày.
    [before_law] {" "}Đơn đến trước khi pháp luật đang áp dụng ở đây có hiệu lực nên không nêu được thời hạn.
   *[none] {""}
}
sentence-received = Tiểu ban đã nhận { your-letter } và đang phân loại. { must }{ if-late }
sentence-received-undated = Tiểu ban đã nhận { your-letter } và đang phân loại.{ no-day }
sentence-unsigned = { your-letter-first } chưa có chữ ký nên mới được ghi nhận là thông tin. Thời hạn giải quyết tính từ ngày ông/bà ký đơn: in đơn ra ký rồi gửi đến cơ quan, hoặc đến quầy tiếp công dân.
sentence-unsigned-nameless = { your-letter-first } không ghi họ tên nên được ghi nhận là thông tin để cơ quan tự kiểm tra. Pháp luật không ấn định thời hạn trả lời đối với đơn nặc danh.
sentence-screening = Tiểu ban đang xem xét điều kiện thụ lý { your-letter }. { must }{ if-late }
sentence-screening-undated = Tiểu ban đang xem xét điều kiện thụ lý { your-letter }.{ no-day }
sentence-accepted = Tiểu ban đang xem xét { your-letter }. { must }{ if-late }
sentence-accepted-undated = Tiểu ban đang xem xét { your-letter }.{ no-day }
sentence-drafted = Đã có dự thảo văn bản giải quyết { your-letter }, đang chờ người đứng đầu ký. { must }{ if-late }
sentence-drafted-undated = Đã có dự thảo văn bản giải quyết { your-letter }, đang chờ người đứng đầu ký.{ no-day }
sentence-settled = Văn bản giải quyết { your-letter } đã được ký và đang được gửi đi. { must }{ if-unjust }
sentence-settled-undated = Văn bản giải quyết { your-letter } đã được ký và đang được gửi đi.{ if-unjust }
late-told = Theo { $basis }, lẽ ra { actor } phải { owed } chậm nhất { weekday }, ngày { $due }{ surety }. { now-late }
sentence-late = Quá hạn. { late-told }
ground-of-suspension = { $ground ->
    [awaiting_result] phải chờ kết quả của cơ quan khác hoặc của vụ việc có liên quan
   *[expert_assessment] phải giám định bổ sung hoặc giám định lại
}
sentence-paused = Việc giải quyết { your-letter } tạm đình chỉ từ ngày { $since } vì { ground-of-suspension }. Khi lý do này không còn, { actor } phải tiếp tục giải quyết và thời hạn được tính tiếp.
sentence-paused-used = Việc giải quyết { your-letter } tạm đình chỉ từ ngày { $since } vì { ground-of-suspension }; đã dùng { $used } trên { $total } ngày của thời hạn theo { $basis }. Khi lý do này không còn, { actor } phải tiếp tục giải quyết và thời hạn được tính tiếp.
sentence-frozen = Theo điều 61.2 Luật Bầu cử, việc xem xét { your-letter } ngừng cho đến hết ngày bầu cử, { weekday }, ngày { $election }; sau đó hồ sơ được chuyển đến { receiver }. Trong thời gian này ông/bà vẫn có thể gửi thêm đơn, nhắn tin hoặc rút đơn.
sentence-hand-over = Cuộc bầu cử đã kết thúc. Theo điều 61.4 Luật Bầu cử, Tiểu ban phải bàn giao hồ sơ { your-letter } cho { receiver }; ông/bà vẫn có thể gửi thêm đơn hoặc nhắn tin.
sentence-closed-settled = Vụ việc đã giải quyết xong.{ if-unjust }
sentence-closed-refused = { your-letter-first } không được thụ lý; thông báo gửi ông/bà nêu rõ lý do.
sentence-closed-guided = Việc này thuộc thẩm quyền của cơ quan khác; phiếu hướng dẫn ghi rõ nơi ông/bà cần gửi đơn.
sentence-closed-transferred = { your-letter-first } đã được chuyển đến cơ quan có thẩm quyền.
sentence-closed-transferred-outside = { your-letter-first } đã được chuyển đến cơ quan có thẩm quyền ngoài hệ thống này và đang chờ cơ quan đó trả lời.
sentence-closed-returned = { your-letter-first } đã được trả lại kèm lý do.
sentence-closed-filed = { your-letter-first } được lưu theo quy định và không được xem xét tiếp.
sentence-closed-withdrawn = Vụ việc kết thúc vì ông/bà đã rút đơn.
sentence-closed-terminated = Việc giải quyết { your-letter } đã đình chỉ theo quyết định của người đứng đầu; quyết định nêu rõ lý do.
sentence-closed-handed-over = Sau bầu cử, hồ sơ { your-letter } đã được bàn giao cho { receiver }; cơ quan này sẽ giải quyết tiếp.
sentence-closed-merged = { your-letter-first } được nhập vào một vụ việc cùng nội dung đã nhận trước và được giải quyết ở đó.

receipt-no-result-rule = Đơn về kết quả bầu cử chưa ghi rõ bầu cử cơ quan nào (Quốc hội hay Hội đồng nhân dân). Cho đến khi đơn được phân loại, chưa có quy tắc nào về kết quả bầu cử (el.result) được áp dụng nên chưa tính được thời hạn giải quyết.

# Cách ký đơn.
not-signed = Đơn chưa có chữ ký nên mới được ghi nhận là thông tin. Thời hạn giải quyết tính từ ngày ông/bà ký đơn.
sign-print = In trang này, ký tên hoặc điểm chỉ rồi gửi hoặc mang đến nơi tiếp nhận.
sign-counter = Đến quầy tiếp công dân để ký đơn hoặc lập biên bản; mang theo giấy tờ tùy thân.
sign-e-signature = Ký tệp đơn bằng chữ ký điện tử rồi gửi tệp đó tại trang tra cứu, phần giấy tờ.
