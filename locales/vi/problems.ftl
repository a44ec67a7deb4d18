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
problem-malformed_head = Yêu cầu có thể bị hiểu theo nhiều cách.
problem-malformed_body = Không đọc được nội dung gửi lên.
problem-malformed_query = Không đọc được phần truy vấn của địa chỉ.
problem-bad_if_match = If-Match nhận một thẻ như trong ETag, hoặc *.
problem-bad_idempotency_key = Idempotency-Key chỉ gồm chữ cái không dấu, chữ số và dấu nhìn thấy được, không có khoảng trắng; từ 1 đến 255 ký tự, khi gửi không cần tài khoản thì ít nhất 16 ký tự.
problem-idempotency_key_length = Idempotency-Key gồm từ { $least } đến { $most } ký tự nhìn thấy được. Nên dùng một khóa ngẫu nhiên, ví dụ một UUID.
problem-no_session = Chưa đăng nhập hoặc phiên làm việc đã kết thúc. Vui lòng đăng nhập.
problem-bad_credentials = Sai tên hoặc mật khẩu, hoặc tài khoản không được đăng nhập.
problem-code_required = Tài khoản này có xác thực hai lớp: cần nhập thêm mã.
problem-second_factor_needed = Đơn vị yêu cầu tài khoản này có xác thực hai lớp. Hãy thiết lập trước, tại /account/second-factor hoặc bằng POST /api/v1/me/second-factor.
problem-reauthenticate = Việc này cần xác nhận lại người yêu cầu: mật khẩu, và mã nếu có, bằng POST /api/v1/session/confirm.
problem-wrong_code = Mã sai, đã hết hạn hoặc đã được dùng. Hãy chờ mã tiếp theo.
problem-common_password = Mật khẩu này thuộc loại ai cũng thử đầu tiên. Hãy chọn mật khẩu khác; nên dùng một câu dễ nhớ.
problem-forbidden = Vai trò của anh/chị không cho phép việc này.
problem-not_found = Không có trang này, hoặc trang này không mở cho ông/bà.
problem-method_not_allowed = Địa chỉ này nhận { $methods }.
problem-body_too_slow = Yêu cầu được gửi quá chậm nên đã bị bỏ. Vui lòng gửi lại.
problem-request_in_flight = Yêu cầu này đang được xử lý. Vui lòng hỏi lại sau giây lát.
problem-stale = Người khác vừa thay đổi. Vui lòng xem lại rồi quyết định.
problem-body_too_large = Một yêu cầu có nhiều nhất { $most } byte.
problem-not_json = Hãy gửi nội dung dạng application/json, mã UTF-8.
problem-not_form = Nội dung gửi lên phải là biểu mẫu của trang này.
problem-foreign_form = Yêu cầu không đến từ trang của hệ thống hoặc trang đã mở quá lâu. Hãy mở lại trang rồi gửi lại; những gì đã nhập vẫn còn khi quay lại trang trước.
problem-too_many_requests = Quá nhiều yêu cầu từ đây. Vui lòng thử lại sau { $seconds } giây.
problem-unavailable = Hiện chưa trả lời được. Vui lòng thử lại sau { $seconds } giây.
problem-internal = Đã có lỗi ở phía chúng tôi. Lỗi đã được ghi lại; không có gì thay đổi.

# Quy tắc của các trường
problem-too_short = Mục này cần ít nhất { $least } ký tự.
problem-unknown_field = Ở đây không có trường tên này.
problem-duplicate_field = Trường này có hai lần.
problem-wrong_type = { $whole ->
        [yes] Toàn bộ nội dung gửi lên sai kiểu dữ liệu.
       *[no] Trường “{ $field }” sai kiểu dữ liệu.
    } { $expected ->
        [text] Cần một chuỗi ký tự đặt trong dấu ngoặc kép.
        [yes_or_no] Cần giá trị true hoặc false, không đặt trong dấu ngoặc kép.
        [whole_number] Cần một số nguyên, không đặt trong dấu ngoặc kép.
        [number] Cần một số, không đặt trong dấu ngoặc kép.
        [list] Cần một danh sách đặt trong dấu ngoặc vuông.
        [object] Cần các trường kèm giá trị đặt trong dấu ngoặc nhọn.
       *[other] Đề nghị xem mô tả API để biết trường này nhận gì.
    }
problem-wrong_value = { $whole ->
        [yes] Toàn bộ nội dung gửi lên không hợp lệ.
       *[no] Giá trị của trường “{ $field }” không hợp lệ.
    } { $expected ->
        [text] Cần một chuỗi ký tự viết theo mẫu nêu trong mô tả API.
        [yes_or_no] Cần giá trị true hoặc false.
        [whole_number] Cần một số nguyên không vượt quá giới hạn của trường này.
        [number] Cần một số không vượt quá giới hạn của trường này.
        [list] Cần một danh sách có số phần tử như nêu trong mô tả API.
        [object] Cần các trường kèm giá trị.
       *[other] Đề nghị xem mô tả API để biết trường này nhận gì.
    }
problem-invalid = Giá trị này không hợp lệ.
problem-bad_cursor = Con trỏ này không thuộc danh sách này. Hãy bắt đầu lại không có con trỏ.
problem-not_a_username = Tên đăng nhập gồm từ 3 đến 40 chữ thường không dấu, số, dấu chấm hoặc gạch nối.
problem-not_a_sign = Ký hiệu gồm từ 1 đến 20 chữ, số, dấu chấm hoặc gạch nối.
problem-not_a_receipt_code = Mã biên nhận có 16 chữ số, chia bốn nhóm; ở đây có { $digits } chữ số.
problem-wrong_password = Đây không phải mật khẩu hiện tại của anh/chị.

# Câu hỏi về thời hạn
problem-rule_unknown = Không có quy tắc { $rule }; xem danh sách quy tắc.
problem-no_timetable = Không có lịch trình cho cuộc bầu cử ngày { $day }: ở đây chỉ có từ Luật Bầu cử năm 2015.
problem-two_complexities = Vụ việc hoặc phức tạp hoặc đặc biệt phức tạp.
problem-not_days = Gia hạn là số ngày nguyên, cách nhau bằng dấu phẩy.
problem-not_a_pause = Tạm đình chỉ ghi NGÀY..NGÀY, từ một ngày không trước ngày bắt đầu đến một ngày sau đó.
problem-not_yet_law = { $rule } không có phiên bản cho ngày { $day }: phiên bản đầu tiên có từ { $first }.
problem-option_unknown = { $rule } không có lựa chọn này.
problem-extension_not_possible = Không thể gia hạn { $rule } như vậy.
problem-calendar_missing = Chưa nạp lịch năm { $year }; hệ thống không suy đoán.
