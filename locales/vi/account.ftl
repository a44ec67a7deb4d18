# Tài khoản của mình, mật khẩu.
account-title = Tài khoản của tôi
account-who = Thông tin
account-no-email = Chưa có; quản trị viên ghi giúp.
account-settings = Ngôn ngữ và vắng mặt
account-done-saved = Đã lưu.
account-done-password = Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.
account-done-ended = Phiên đăng nhập đó đã kết thúc.
account-sessions = Các phiên đăng nhập
account-sessions-why = Kết thúc phiên mà anh/chị không nhận ra, rồi đổi mật khẩu.
account-session-browser = Trình duyệt
account-session-api = Chương trình (API)
account-session-this = Phiên này
account-session-began = Đăng nhập lúc
account-session-until = Hết hạn lúc
account-session-kind = Loại
account-session-end = Kết thúc phiên
account-password = Đổi mật khẩu
account-password-why = Các phiên đăng nhập khác sẽ kết thúc.
account-password-do = Đổi mật khẩu
hint-new = Từ 12 ký tự; nên dùng một câu dễ nhớ.
forgotten-title = Quên mật khẩu
forgotten-lede = Nhập tên đăng nhập. Nếu tài khoản có thư điện tử, chúng tôi gửi đến đó một đường dẫn để đặt mật khẩu mới.
forgotten-do = Gửi đường dẫn
forgotten-else = Nếu tài khoản không có thư điện tử, hãy nhờ quản trị viên của đơn vị.
forgotten-sent-title = Hãy xem hộp thư
forgotten-sent = Nếu có tài khoản này và tài khoản có thư điện tử, đường dẫn đặt mật khẩu đã được gửi. Đường dẫn dùng được một lần, trong 24 giờ.
forgotten-sent-not = Không nhận được thư? Hãy xem thư rác, kiểm tra tên đăng nhập, hoặc nhờ quản trị viên của đơn vị.
password-new-title = Đặt mật khẩu mới
password-invite-title = Nhận tài khoản
password-new-for = Tài khoản { $username } của { $name }.
password-new-ends = Khi đặt xong, mọi phiên đăng nhập của tài khoản kết thúc.
password-new-do = Đặt mật khẩu
password-gone-title = Đường dẫn không dùng được nữa
password-gone = Đường dẫn đã được dùng, đã hết hạn hoặc không đầy đủ; hoặc trình duyệt không nhận cookie.
password-gone-invite = Hãy nhờ quản trị viên của đơn vị gửi lại lời mời.
password-gone-reset = Yêu cầu đường dẫn khác
password-set-title = Đã đặt mật khẩu
password-set = Anh/chị có thể đăng nhập bằng mật khẩu mới.
account-session-used = Dùng gần nhất
account-history = Những thay đổi của tài khoản này
account-change = { $moment }: { $what ->
    [enrolled] đã bật xác thực hai lớp
    [disabled] đã tắt xác thực hai lớp
    [reset] đã gỡ bỏ xác thực hai lớp
    [new_codes] đã tạo mã dự phòng mới
    [code_used] đã dùng một mã dự phòng
    [marks] đã thay đổi thông tin nhận diện chủ tài khoản
    [password] quản trị viên đã đặt mật khẩu khác
   *[sessions_ended] đã kết thúc mọi phiên đăng nhập
} ({ $by })
second-factor-title = Xác thực hai lớp
second-factor-lede = Ngoài mật khẩu, khi đăng nhập cần thêm mã do ứng dụng trên điện thoại tạo ra. Người chỉ biết mật khẩu thì không vào được.
second-factor-on = Khi đăng nhập cần thêm mã của ứng dụng.
second-factor-do = Thiết lập xác thực hai lớp
second-factor-change = Mã dự phòng, đổi điện thoại, tắt
second-factor-since = Từ { $moment }, khi đăng nhập cần thêm mã của ứng dụng.
second-factor-first = Trước hết hãy thiết lập xác thực hai lớp
second-factor-first-why = Đơn vị yêu cầu tài khoản của anh/chị có xác thực hai lớp. Thiết lập xong, các trang khác sẽ mở; việc này mất khoảng hai phút.
second-factor-again = Đổi điện thoại
second-factor-again-why = Ứng dụng đang dùng vẫn có hiệu lực cho đến khi anh/chị nhập mã đầu tiên của ứng dụng mới.
second-factor-again-do = Thiết lập lại
second-factor-off = Tắt xác thực hai lớp
second-factor-off-why = Sau đó chỉ cần mật khẩu là đăng nhập được.
second-factor-done-disabled = Đã tắt xác thực hai lớp.
second-factor-read = Cho ứng dụng đọc mã này
second-factor-read-lede = Mở ứng dụng tạo mã (TOTP) trên điện thoại, ví dụ ứng dụng mà đơn vị hướng dẫn, và quét hình này. Sau đó nhập mã mà ứng dụng hiện ra.
second-factor-qr = Mã QR cho ứng dụng
second-factor-typed = Không có máy ảnh? Nhập khóa này vào ứng dụng:
second-factor-confirm = Bật xác thực hai lớp
recovery-codes-title = Mã dự phòng
recovery-codes-lede = Nếu mất điện thoại của tài khoản { $username }, mỗi mã dưới đây dùng được một lần thay cho mã của ứng dụng. Hãy in ra và cất ở nơi không ai khác thấy.
recovery-codes-once = Chỉ hiện một lần này
recovery-codes-kept = Tôi đã cất giữ
recovery-codes-left = Còn { $left } mã.
recovery-codes-renew = Tạo mã mới
second-step-title = Nhập mã
second-step-lede = Mật khẩu đúng. Xin nhập mã mà ứng dụng đang hiện.
second-step-lost = Không có điện thoại bên mình? Hãy nhập một mã dự phòng. Nếu không còn mã nào, hãy nhờ quản trị viên của đơn vị.
confirm-title = Xác nhận chính anh/chị
confirm-lede = Việc này cần nhập lại mật khẩu, vì lần nhập trước đã quá mười phút. Những gì anh/chị đã điền được giữ nguyên.
confirm-do = Tiếp tục
confirm-wrong = Mật khẩu hoặc mã không đúng.
