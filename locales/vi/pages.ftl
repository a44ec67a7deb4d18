# Khung của mọi trang.

frame-no-calendar = Chưa nạp lịch nghỉ năm { $years }: thời hạn kéo sang năm đó chưa có ngày hết hạn.
frame-no-calendar-load = Nạp lịch
frame-skip = Đến nội dung chính
frame-office = Tiểu ban giải quyết khiếu nại, tố cáo về bầu cử
frame-sign-in = Dành cho cán bộ: đăng nhập
frame-sign-out = Đăng xuất
frame-nav = Chính
frame-other-language = English
frame-api = Giao diện lập trình
frame-footer = Thời hạn được tính theo pháp luật hiện hành; mỗi thời hạn đều nêu điều luật và cách tính.

way-start = Trang đầu
way-submit = Gửi đơn
way-track = Tra cứu vụ việc
way-figures = Số liệu
way-calendar = Lịch bầu cử
way-desk = Bàn làm việc
way-cases = Vụ việc
way-counter = Tiếp công dân
way-board = Điều hành
way-signing = Chờ ký
way-team = Cán bộ
way-register = Sổ sách
way-admin = Quản trị

yes = Có
no = Không
field-optional = (không bắt buộc)
field-error = Lỗi:
field-choose = Chọn
field-missing = Hãy nhập { $label }.
field-missing-choice = Hãy chọn { $label }.
field-not_a_date = Ngày không có trong lịch hoặc ghi sai. Hãy ghi ngày/tháng/năm, ví dụ 10/05/2021.
errors-title = Có chỗ cần sửa
back = Quay lại
continue = Tiếp tục
save = Lưu
cancel = Thôi
print = In
printed-at = in lúc { $at }

# Bản trình diễn.

demo-band = Trình diễn
demo-now = Bản trình diễn. Bây giờ là
demo-one-day-on = Sang ngày hôm sau
demo-accounts = Tài khoản và việc nên thử
demo-outbox = Thư đã gửi

# Đăng nhập.

sign-in-title = Đăng nhập
sign-in-for-members = Dành cho cán bộ tiếp nhận, cán bộ giải quyết, lãnh đạo, người giám sát và quản trị viên của Tiểu ban.
sign-in-do = Đăng nhập
sign-in-forgotten = Tôi quên mật khẩu
sign-in-citizens = Công dân không cần tài khoản.

# Trang báo lỗi.

problem-basis = Căn cứ: { $basis }.
problem-instead = Việc có thể làm thay:
problem-sign-in = Đăng nhập lại ở thẻ mới, rồi quay lại đây và tải lại trang.
problem-back = Quay lại trang trước bằng trình duyệt: những gì đã nhập vẫn còn.
problem-start = Về trang đầu
problem-number = Khi cần hỏi cơ quan về việc này, xin nêu mã:
