# Lỗi của API và của các trang: sai ở đâu, có thể làm gì.
# Trường vi phạm quy tắc: câu này hiện cạnh trường đó.

problem-title-400 = Không hiểu được yêu cầu
problem-title-401 = Cần đăng nhập
problem-title-403 = Không được phép
problem-title-404 = Không tìm thấy
problem-title-405 = Không thực hiện được ở đây
problem-title-408 = Quá chậm
problem-title-409 = Lúc này không thực hiện được
problem-title-412 = Đã có thay đổi
problem-title-413 = Quá lớn
problem-title-415 = Sai loại nội dung
problem-title-422 = Vui lòng sửa lại
problem-title-429 = Quá nhiều yêu cầu
problem-title-500 = Lỗi của hệ thống
problem-title-503 = Tạm thời không phục vụ được

problem-malformed_json = Nội dung gửi lên không phải JSON hợp lệ.
problem-malformed_body = Không đọc được nội dung gửi lên.
problem-malformed_query = Không đọc được phần truy vấn của địa chỉ.
problem-bad_if_match = If-Match nhận một thẻ như trong ETag, hoặc *.
problem-bad_idempotency_key = Idempotency-Key gồm từ 1 đến 200 ký tự nhìn thấy được.
problem-no_session = Chưa đăng nhập hoặc phiên làm việc đã kết thúc. Vui lòng đăng nhập.
problem-bad_credentials = Sai tên hoặc mật khẩu, hoặc tài khoản không được đăng nhập.
problem-forbidden = Vai trò của bạn không cho phép việc này.
problem-not_found = Ở đây không có gì mà bạn được xem.
problem-method_not_allowed = Địa chỉ này nhận { $methods }.
problem-body_too_slow = Yêu cầu được gửi quá chậm nên đã bị bỏ. Vui lòng gửi lại.
problem-request_in_flight = Yêu cầu này đang được xử lý. Vui lòng hỏi lại sau giây lát.
problem-stale = Người khác vừa thay đổi. Vui lòng xem lại rồi quyết định.
problem-body_too_large = Một yêu cầu có nhiều nhất { $most } byte.
problem-not_json = Hãy gửi nội dung dạng application/json, mã UTF-8.
problem-too_many_requests = Quá nhiều yêu cầu từ đây. Vui lòng thử lại sau { $seconds } giây.
problem-unavailable = Hiện chưa trả lời được. Vui lòng thử lại sau { $seconds } giây.
problem-internal = Đã có lỗi ở phía chúng tôi. Lỗi đã được ghi lại; không có gì thay đổi.
problem-idempotency_key_reused = Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới.

# Quy tắc của các trường
problem-required = Cần điền mục này.
problem-empty = Mục này không được để trống.
problem-too_long = Mục này có nhiều nhất { $most } ký tự.
problem-too_short = Mục này cần ít nhất { $least } ký tự.
problem-control_character = Có ký tự không được dùng ở đây: xuống dòng, ký tự điều khiển hoặc dấu đổi chiều chữ.
problem-not_an_id = Đây không phải mã định danh gồm 13 chữ và số.
problem-not_one_of = Phải là một trong: { $words }.
problem-not_a_date = Đây không phải ngày (NNNN-TT-NN) hoặc thời điểm (RFC 3339).
problem-not_between = Phải nằm trong khoảng từ { $least } đến { $most }.
problem-not_an_email = Đây không phải địa chỉ thư điện tử.
problem-not_a_phone = Đây không phải số điện thoại.
problem-unknown_field = Ở đây không có trường tên này.
problem-duplicate_field = Trường này có hai lần.
problem-wrong_type = Sai kiểu dữ liệu. Cần: { $expected }.
problem-wrong_value = Giá trị này không thể có. Cần: { $expected }.
problem-invalid = Giá trị này không hợp lệ.
problem-bad_cursor = Con trỏ này không thuộc danh sách này. Hãy bắt đầu lại không có con trỏ.

# Quản trị
problem-unknown_unit = Không có đơn vị này.
problem-unknown_parent = Không có đơn vị cấp trên này.
problem-parent_level = Đơn vị phải trực thuộc cấp cao hơn: cả nước, tỉnh, huyện, xã, khu vực bỏ phiếu.
problem-unit_cycle = Đơn vị không thể trực thuộc chính mình.
problem-sign_taken = Đơn vị khác đã dùng ký hiệu này.
problem-sign_in_use = Đã cấp số theo ký hiệu này nên không thể đổi.
problem-not_a_sign = Ký hiệu gồm từ 1 đến 20 chữ, số, dấu chấm hoặc gạch nối.
problem-username_taken = Tài khoản khác đã dùng tên này.
problem-not_a_username = Tên đăng nhập gồm từ 3 đến 40 chữ thường, số, dấu chấm hoặc gạch nối.
problem-password_too_short = Mật khẩu cần ít nhất { $least } ký tự.
problem-own_account = Bạn không thể tự bỏ quyền này của mình; hãy nhờ quản trị viên khác.
problem-last_admin = Sẽ không còn quản trị viên nào.
problem-valid_to_before_from = Ngày cuối nằm trước ngày đầu.
problem-no_units = Cuộc bầu cử phải có ít nhất một đơn vị.
problem-no_contests = Cuộc bầu cử phải có ít nhất một cơ quan được bầu.
problem-not_a_weekday = { $date } là thứ bảy hoặc chủ nhật: chỉ ngày trong tuần mới là ngày nghỉ.
problem-not_a_saturday = { $date } không phải thứ bảy: chỉ có thể làm bù vào thứ bảy.
problem-other_year = { $date } không thuộc năm { $year }.
problem-twice_in_calendar = { $date } có hai lần.
problem-unknown_rule = Không có quy tắc tên này.
problem-law_question = { $reason }
