# Tra cứu vụ việc, lịch bầu cử và số liệu công khai.

working-title = Cách tính ngày này
working-through = đến { $day }

track-title = Tra cứu vụ việc
track-lede = Nhập số đơn và mã biên nhận ghi trên giấy biên nhận để biết vụ việc đang ở đâu, ai phải làm gì, chậm nhất ngày nào.
track-open = Xem vụ việc
track-lost = Tôi làm mất mã biên nhận
track-lost-how = Mã biên nhận chỉ được in một lần và không lưu ở đâu khác. Ông/bà mang giấy tờ tùy thân đến nơi đã gửi đơn để được cấp lại mã. Đơn nặc danh không cấp lại được vì không có thông tin để đối chiếu.
track-closes = Trang vụ việc tự đóng 30 phút sau khi mở.
track-left-title = Đã đóng
track-left = Trình duyệt này không còn giữ gì về vụ việc.

track-case-title = Vụ việc của ông/bà
track-done = Đã gửi
track-state-late = Quá hạn
track-state-frozen = Ngừng xem xét theo luật
track-state-hand-over = Phải bàn giao
track-state-paused = Tạm đình chỉ
track-state-unsigned = Chưa có chữ ký
track-state-settled = Đã giải quyết
track-state-closed = Đã kết thúc
track-state-running = Đang giải quyết

track-answer = Kết quả giải quyết
track-answer-reasons = Lý do và nhận định
track-answer-basis = Căn cứ pháp lý
track-answer-remedy = Biện pháp khắc phục
track-rights = Quyền của ông/bà còn thời hạn
track-until = chậm nhất { $day }
track-acts = Ông/bà có thể làm gì
track-messages = Tin nhắn
track-from-you = Ông/bà
track-from-office = Cơ quan
track-documents = Văn bản đã gửi cho ông/bà
track-no-documents = Chưa có văn bản nào.
track-paper-cited = số { $number } ngày { $date }
track-paper-dated = ngày { $date }
track-paper-served = nhận ngày { $on } ({ $means })
track-story = Diễn biến
track-own-step = Việc của ông/bà.
track-ahead = Hạn: { $rule }
track-ahead-late = Đã quá hạn: { $rule }
track-facts = Thông tin vụ việc
track-kind = Loại đơn
track-matter = Nội dung liên quan
track-received = Ngày nhận đơn
track-received-here = Ngày cơ quan này nhận
track-instance = Lần giải quyết
track-instance-second = Lần hai
track-status = Trạng thái
track-result = Kết quả
track-deadlines = Các thời hạn và cách tính
track-deadline = Thời hạn
track-due = Ngày cuối
track-state = Tình trạng
track-late = Quá hạn
track-met-late = Đã thực hiện, chậm
track-target = Mục tiêu của cơ quan, không phải luật: { $day }.
track-missing-year = Chưa có lịch năm { $year } nên chưa tính được ngày.
track-no-term = Pháp luật không ấn định thời hạn.
track-no-figure = Con số chưa được xác nhận nên chưa nêu ngày.
track-set-by-office = Con số do cơ quan ấn định.
track-unverified = Chưa được xác nhận

# Các việc người gửi đơn có thể làm.
track-about-message = Hỏi, đôn đốc hoặc bổ sung thông tin. Cơ quan trả lời tại trang này.
track-about-add-letter = Đơn bổ sung được vào sổ và có số như đơn đầu.
track-about-withdraw = Đây là đề nghị rút đơn. Việc giải quyết chỉ dừng khi ông/bà đã ký đơn rút hoặc biên bản; riêng tố cáo vẫn được giải quyết tiếp trong các trường hợp tại Luật Tố cáo, điều 33.3.
track-about-appeal = Đơn khiếu nại tiếp được gửi đến: { $to }.
track-about-appeal-until = Đơn khiếu nại tiếp được gửi đến: { $to }. Chậm nhất { $last }.
track-about-appeal-late = Đơn khiếu nại tiếp được gửi đến: { $to }. Thời hạn đã hết ngày { $last }; chỉ được xem xét khi có lý do chính đáng.
field-track-message-text = Nội dung tin nhắn
field-track-add-letter-body = Nội dung đơn bổ sung
field-track-withdraw-scope = Ông/bà muốn rút
field-track-appeal-reasons = Ông/bà không đồng ý điểm nào, đề nghị điều gì
field-track-appeal-late_reason = Lý do gửi chậm
hint-track-add-letter-body = Viết như một lá đơn: việc gì mới, chứng cứ gì, đề nghị gì.
hint-track-appeal-late_reason = Ốm đau, thiên tai, công tác, học tập ở nơi xa hoặc trở ngại khách quan khác (Luật Khiếu nại, điều 9).

track-leave-title = Đóng vụ việc
track-leave-why = Nếu dùng máy của người khác, hãy đóng vụ việc khi xem xong.
track-leave = Đóng vụ việc này
track-exit = Thoát khỏi trang này
