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
sentence-received = Tiểu ban đã nhận đơn và đang phân loại. Theo { $basis }, bước "{ $rule }" phải xong chậm nhất { weekday }, ngày { $due }.
sentence-received-undated = Tiểu ban đã nhận đơn và đang phân loại.
sentence-unsigned = Đơn chưa có chữ ký nên mới được ghi nhận là thông tin; thời hạn giải quyết bắt đầu từ ngày ông/bà ký đơn.
sentence-screening = Tiểu ban đang xem xét điều kiện thụ lý. Theo { $basis }, bước "{ $rule }" phải xong chậm nhất { weekday }, ngày { $due }.
sentence-screening-undated = Tiểu ban đang xem xét điều kiện thụ lý; luật không ấn định ngày cho bước này.
sentence-accepted = Đơn đã được thụ lý và đang được giải quyết. Theo { $basis }, bước "{ $rule }" phải xong chậm nhất { weekday }, ngày { $due }.
sentence-accepted-undated = Đơn đã được thụ lý và đang được giải quyết; luật không ấn định ngày trả lời.
sentence-drafted = Đã có dự thảo, đang chờ người đứng đầu ký. Theo { $basis }, bước "{ $rule }" phải xong chậm nhất { weekday }, ngày { $due }.
sentence-drafted-undated = Đã có dự thảo, đang chờ người đứng đầu ký.
sentence-settled = Đã ký văn bản giải quyết và đang gửi đến các bên. Theo { $basis }, bước "{ $rule }" phải xong chậm nhất { weekday }, ngày { $due }.
sentence-settled-undated = Đã ký văn bản giải quyết và đang gửi đến các bên.
sentence-late = Quá hạn. Bước "{ $rule }" lẽ ra phải xong ngày { $due } ({ $basis }). Ông/bà có thể nhắn tin đôn đốc tại trang này.
sentence-late-appeal = Quá hạn. Bước "{ $rule }" lẽ ra phải xong ngày { $due } ({ $basis }). Ông/bà có quyền khiếu nại tiếp.
sentence-late-appeal-until = Quá hạn. Bước "{ $rule }" lẽ ra phải xong ngày { $due } ({ $basis }). Ông/bà có quyền khiếu nại tiếp, chậm nhất ngày { $last }.
sentence-late-court = Quá hạn. Bước "{ $rule }" lẽ ra phải xong ngày { $due } ({ $basis }). Ông/bà có quyền khởi kiện tại tòa án, chậm nhất ngày { $last }.
ground-of-suspension = { $ground ->
    [awaiting_result] đang chờ kết quả của cơ quan khác hoặc vụ việc liên quan
   *[expert_assessment] cần giám định bổ sung hoặc giám định lại
}
sentence-paused = Tạm đình chỉ từ ngày { $since } vì { ground-of-suspension }.
sentence-paused-used = Tạm đình chỉ từ ngày { $since } vì { ground-of-suspension }; đã dùng { $used } ngày của thời hạn theo { $basis }.
sentence-frozen = Theo điều 61.2 Luật Bầu cử, việc xem xét tạm ngừng cho đến hết ngày bầu cử { $election }; sau đó hồ sơ chuyển đến { receiver }.
sentence-hand-over = Cuộc bầu cử đã kết thúc; theo điều 61.4 Luật Bầu cử, hồ sơ đang được bàn giao cho { receiver }.
sentence-closed-settled = Vụ việc đã giải quyết xong.
sentence-closed-settled-appeal = Vụ việc đã giải quyết xong. Nếu không đồng ý, ông/bà có quyền khiếu nại tiếp chậm nhất ngày { $last }.
sentence-closed-settled-court = Vụ việc đã giải quyết xong. Nếu không đồng ý, ông/bà có quyền khởi kiện tại tòa án, chậm nhất ngày { $last }.
sentence-closed-refused = Đơn không được thụ lý; thông báo nêu rõ lý do.
sentence-closed-guided = Việc này thuộc cơ quan khác; phiếu hướng dẫn ghi rõ nơi gửi đơn.
sentence-closed-transferred = Đơn đã được chuyển đến cơ quan có thẩm quyền.
sentence-closed-transferred-outside = Đơn đã được chuyển đến cơ quan có thẩm quyền bên ngoài; đang chờ cơ quan đó trả lời.
sentence-closed-returned = Đơn đã được trả lại kèm lý do.
sentence-closed-filed = Đơn được lưu, không xem xét.
sentence-closed-withdrawn = Vụ việc kết thúc vì ông/bà đã rút đơn.
sentence-closed-terminated = Việc giải quyết đã đình chỉ.
sentence-closed-handed-over = Sau bầu cử, hồ sơ đã được bàn giao cho { receiver }.
sentence-closed-merged = Đơn này được nhập vào một vụ việc cùng nội dung nhận trước và được giải quyết ở đó.

# Cách ký đơn.
sign-print = In trang này, ký tên hoặc điểm chỉ rồi gửi hoặc mang đến nơi tiếp nhận.
sign-counter = Đến quầy tiếp công dân để ký đơn hoặc lập biên bản; mang theo giấy tờ tùy thân.
sign-e-signature = Ký bằng chữ ký điện tử rồi gửi lại đơn.
