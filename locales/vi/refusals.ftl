# Vì sao bị từ chối, và có thể làm gì thay thế.
# `violation-<mã>`: nội dung một ô không hợp lệ. `refusal-<mã>`: quy định của cơ quan hoặc của luật không cho phép thao tác.
# Mỗi mã trong src/ có câu ở đây và ở ../en; tests/it/locales.rs kiểm tra.

violation-required = Thông tin này bắt buộc phải có, đề nghị bổ sung.
violation-empty = Không được để trống hoặc chỉ nhập khoảng trắng.
violation-too_long = Nội dung quá dài: chỉ nhận tối đa { $most } ký tự. Đề nghị viết gọn lại; tài liệu khác có thể gửi bằng đơn bổ sung.
violation-control_character = Có ký tự không được chấp nhận, có thể không nhìn thấy: ký tự điều khiển, dấu xuống dòng trong ô chỉ có một dòng, dấu ngắt dòng hoặc dấu đổi chiều chữ viết (thường theo vào khi sao chép từ nơi khác). Đề nghị xóa đoạn đã dán và gõ lại.
violation-not_an_id = Mã không hợp lệ. Mã gồm 13 chữ cái và chữ số đúng như hệ thống hiển thị, ví dụ 0E5K6ZJ3Q8M2T.
violation-not_one_of = Giá trị không có trong danh mục. Chỉ nhận một trong các giá trị: { $words }.
violation-not_a_date = Ngày không có trong lịch hoặc ghi sai. Đề nghị ghi năm-tháng-ngày, ví dụ 2026-03-15.
violation-not_between = Giá trị ngoài giới hạn cho phép. Chỉ nhận giá trị từ { $least } đến { $most }.
violation-not_an_email = Địa chỉ thư điện tử không hợp lệ. Địa chỉ có dạng ten@example.vn, không có khoảng trắng và không xuống dòng.
violation-not_a_phone = Số điện thoại không hợp lệ. Đề nghị ghi bằng chữ số, có thể có dấu + và mã quốc gia ở đầu, ví dụ 0912 345 678 hoặc +84 912 345 678.
violation-not_a_time = Đây không phải giờ trong ngày. Đề nghị ghi giờ:phút, ví dụ 07:30.
violation-twice = Số { $value } được ghi hai lần.
violation-too_many = Quá nhiều giá trị: chỉ nhận tối đa { $most }.

refusal-contest_required = Vụ việc về người được giới thiệu ứng cử, người ứng cử, danh sách người ứng cử hoặc kết quả bầu cử phải ghi rõ cuộc bầu cử, vì thời hạn khác nhau theo cơ quan được bầu. Đề nghị chọn: Quốc hội, hoặc Hội đồng nhân dân cấp tỉnh, cấp huyện, cấp xã.
refusal-contest_not_held = Cuộc bầu cử của vụ việc này không bầu cơ quan đó. Đề nghị chọn đúng cơ quan được bầu.
refusal-contest_without_election = Theo pháp luật chung, chỉ vụ việc về người được giới thiệu ứng cử, người ứng cử, danh sách người ứng cử hoặc kết quả bầu cử mới ghi cuộc bầu cử. Đề nghị bỏ thông tin này, hoặc phân loại theo pháp luật về bầu cử.
refusal-electoral_matter_on_general_track = Khiếu nại về nội dung này chỉ giải quyết theo Luật Bầu cử, Luật Khiếu nại không có quy định. Đề nghị phân loại theo pháp luật về bầu cử, hoặc sửa lại nội dung vụ việc.
refusal-ground_though_eligible = Đơn đủ điều kiện xử lý thì không ghi lý do không đủ điều kiện. Đề nghị bỏ lý do, hoặc ghi là đơn không đủ điều kiện xử lý.
refusal-ineligible_needs_ground = Đơn không đủ điều kiện xử lý phải ghi rõ lý do. Đề nghị nêu lý do, hoặc ghi là đơn đủ điều kiện xử lý.
refusal-no_timetable = Không có lịch trình cho cuộc bầu cử ngày { $day }: ở đây chỉ có từ Luật Bầu cử năm 2015.
