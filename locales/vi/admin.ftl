# Quản trị: các trang.
admin-nav = Quản trị
admin-users = Tài khoản
admin-units = Đơn vị
admin-elections = Cuộc bầu cử
admin-calendars = Lịch làm việc
admin-law = Thời hạn theo luật
admin-mail = Thư điện tử
admin-jobs = Việc tự động
admin-filter = Lọc
admin-filter-do = Lọc danh sách
admin-filter-none = Bỏ lọc
admin-first-page = Đầu danh sách
admin-next-page = Trang sau
admin-pages = Các trang của danh sách
admin-acts = Thao tác
admin-change = Sửa
admin-state = Trạng thái
admin-until = đến hết ngày { $day }
admin-from = từ ngày { $day }
admin-date = Ngày
admin-basis = Căn cứ
admin-hint-sign = Ghi ký hiệu của đơn vị, xem ở trang Đơn vị.
admin-spare-rows = Dòng để trống không được tính; lưu xong sẽ có thêm dòng mới.
done-saved = Đã lưu.
done-added = Đã thêm.
done-mailed = Đã đưa thư vào hàng chờ gửi.
done-resent = Thư sẽ được gửi lại.

# Tài khoản.
admin-user-add = Thêm tài khoản
admin-user-add-do = Lập tài khoản
admin-user-change = Sửa tài khoản
admin-user-new-lede = Tài khoản chưa có vai trò thì đăng nhập được nhưng không làm được gì. Không đặt mật khẩu ở đây: sau khi lập, gửi hoặc trao cho người dùng một đường dẫn để họ tự đặt.
admin-users-empty = Không có tài khoản nào như vậy. Hãy bỏ lọc hoặc thêm tài khoản.
admin-no-roles = Chưa có vai trò
admin-roles-elsewhere = Vai trò ở đơn vị do quản trị viên khác giữ:
account-state-active = Đang hoạt động
account-state-disabled = Đã khóa
account-state-away = Vắng mặt
account-state-invited = Chưa đặt mật khẩu
admin-thin-title = Đơn vị có ít hơn hai lãnh đạo
admin-thin-why = Phê duyệt và ghi nhận ký cần hai người khác nhau. Ở các đơn vị sau, việc đó phải chuyển lên cấp trên hoặc nhập theo văn bản đã ký.
admin-thin-unit = { $unit }: { $holders } lãnh đạo đang làm việc.
admin-link-invite = Mời đặt mật khẩu
admin-link-invite-why = Tài khoản chưa có mật khẩu. Đường dẫn dùng được một lần, trong 7 ngày.
admin-link-reset = Đặt lại mật khẩu
admin-link-reset-why = Khi người dùng quên mật khẩu. Đường dẫn dùng được một lần, trong 24 giờ; khi dùng, mọi phiên đăng nhập của tài khoản kết thúc.
admin-link-mail = Gửi đến { $email }
admin-link-show = Hiện đường dẫn để trao tận tay
admin-link-shown = Đường dẫn đặt mật khẩu
admin-link-shown-lede = Đường dẫn dùng được một lần, đến { $until }. Chỉ trao cho đúng người dùng tài khoản.
admin-link-once = Chỉ hiện lần này
admin-marks = Nhận biết trong số các bên
admin-marks-why = Họ tên và thư điện tử của tài khoản được đối chiếu với các bên trong mọi vụ việc để phát hiện khả năng xung đột lợi ích; ghi thêm ở đây những gì khác giúp nhận biết cán bộ. Chỉ lưu dạng dùng để đối chiếu, không xem lại được.
admin-marks-none = Chưa khai gì ngoài thông tin của tài khoản.
admin-marks-name = Tên gọi khác: { $many }
admin-marks-phone = Số điện thoại: { $many }
admin-marks-email = Địa chỉ thư điện tử: { $many }
admin-marks-id_number = Thẻ căn cước: { $many }
admin-marks-do = Thay cho toàn bộ thông tin đã khai
admin-proof = Xác thực hai lớp và phiên đăng nhập
admin-proof-why = Khi thành viên mất điện thoại hoặc thiết bị đang đăng nhập. Việc này được ghi lại, và thành viên được báo qua thư điện tử.
admin-proof-reset = Gỡ bỏ xác thực hai lớp
admin-proof-end = Kết thúc mọi phiên đăng nhập
admin-copy = Chép đường dẫn
admin-copied = Đã chép
admin-not-copied = Không chép được; hãy chọn và chép bằng tay

# Đơn vị.
admin-units-above = Vị trí:
admin-units-top = Toàn bộ
admin-units-below = { $count } đơn vị trực thuộc
admin-units-empty = Chưa có đơn vị nào.
admin-unit-facts = Đặc điểm
admin-unit-public = Nhận đơn của công dân
admin-unit-remote = Đi lại khó khăn
admin-unit-add = Thêm đơn vị
admin-unit-add-do = Thêm đơn vị này
admin-unit-add-below = Thêm đơn vị trực thuộc
admin-unit-change = Sửa đơn vị

# Cuộc bầu cử.
admin-elections-empty = Chưa có cuộc bầu cử nào. Khi chưa có, đơn được giải quyết theo pháp luật chung.
admin-election-add = Thêm cuộc bầu cử
admin-election-add-do = Thêm cuộc bầu cử này
admin-election-change = Sửa cuộc bầu cử
admin-election-letters = Đơn nhận hôm nay
admin-election-open = Theo trình tự bầu cử
admin-election-closed = Theo pháp luật chung
admin-election-not-kept = Cuộc bầu cử được tổ chức cả ở đơn vị do quản trị viên khác giữ, nên không sửa được ở đây.
admin-election-moves-nothing = Thời hạn đang tính của các vụ việc không tự thay đổi theo; redress law recompute cho xem và áp dụng thay đổi.
admin-line = Lịch của cuộc bầu cử
admin-milestones = Tất cả các mốc
admin-milestone = Mốc
admin-actual = (ngày thực tế)

# Lịch làm việc.
admin-calendars-lede = Thời hạn tính theo ngày làm việc cần lịch của từng năm. Năm chưa nạp thì không tính, không suy đoán.
admin-calendars-missing = Năm chưa nạp
admin-calendars-missing-why = Thời hạn rơi vào các năm này chưa có ngày; nạp lịch xong, ngày được tính ngay.
admin-calendar-shipped = Có sẵn trong chương trình
admin-calendar-revision = Do cơ quan nạp, bản { $revision }
admin-calendar-load = Nạp lịch một năm
admin-calendar-load-do = Nạp lịch
admin-calendar-of = Lịch năm { $year }
admin-calendar-none = Không có.
admin-calendar-correct = Sửa lịch năm này
admin-calendar-correct-why = Bản mới dùng cho vụ việc nhận từ nay; thời hạn đang tính không tự thay đổi.
admin-calendar-lines = Mỗi dòng một ngày: 01/01/2027; Tết Dương lịch; New Year's Day. Có thể dán từ bảng tính.
admin-calendar-json = Hoặc dán nội dung tệp JSON
admin-calendar-json-hint = Cùng dạng với PUT /api/v1/calendars: source, off, worked. Khi có, ba ô trên không được dùng.
problem-calendar_line = Dòng { $line } không đọc được. Mỗi dòng gồm ngày, tên tiếng Việt và tên tiếng Anh, cách nhau bằng dấu chấm phẩy.

# Luật.
admin-law-which = Chọn quy tắc
admin-law-empty = Không có quy tắc nào như vậy.
law-which-in_force = Đang có hiệu lực
law-which-unverified = Chưa được xác nhận
law-which-all = Mọi phiên bản
law-length-title = Thời hạn
law-valid = Hiệu lực
law-verified = Đã được xác nhận
law-unverified = Chưa được xác nhận
law-length = { $amount } { $unit }
law-length-before = { $amount } ngày trước ngày bầu cử
law-length-after = { $amount } ngày sau ngày bầu cử
law-length-on-day = Ngày bầu cử
law-length-none = Luật không quy định thời hạn
law-length-open = Chưa có con số được xác nhận
law-length-complex = Phức tạp: { $amount } { $unit }
law-length-remote = Vùng đi lại khó khăn: { $amount } { $unit }
law-length-remote-complex = Vùng đi lại khó khăn, phức tạp: { $amount } { $unit }
law-length-cap = Không muộn hơn: { $when }
law-length-extension = Mỗi lần gia hạn không quá { $amount } { $unit }
law-length-target = Cơ quan phấn đấu: { $amount } ngày
law-set = Cơ quan đặt: { $amount } ({ $source })
admin-figures = Con số luật để ngỏ
admin-figures-lede = Các con số chưa xác nhận được trong văn bản luật. Cơ quan đặt theo văn bản của mình; nơi nào dùng cũng nêu nguồn.
admin-figure-law = Con số chưa xác nhận
admin-figure-set = Cơ quan đặt
admin-figure-none = Chưa có
admin-figure-do = Đặt con số
admin-figure-moves-nothing = Con số dùng cho vụ việc nhận từ nay; thời hạn đang tính không tự thay đổi.

# Thư.
admin-mail-lede = Thư đã gửi và đang chờ gửi. Nội dung thư không hiện ở đây; địa chỉ được che bớt, vụ việc giữ bí mật không hiện địa chỉ và số.
admin-mail-all = Tất cả
admin-mail-kind = Loại thư
admin-mail-to = Người nhận
admin-mail-secret = Giữ bí mật
admin-mail-attempts = Số lần thử
admin-mail-answer = Máy chủ thư trả lời
admin-mail-next = thử lại lúc { $at }
admin-mail-oldest = chờ lâu nhất từ { $at }
admin-mail-down = Lần thử gần nhất, lúc { $at }, không làm việc được với máy chủ thư: tất cả thư đang chờ.
admin-mail-resend = Gửi lại
admin-mail-empty = Không có thư nào.

# Nhắc thời hạn.
admin-unit-reminders = Nhắc thời hạn
admin-unit-reminders-lede = Khi nào hệ thống gửi thư nhắc, báo quá hạn và tóm tắt việc. Đơn vị không đặt riêng thì theo đơn vị cấp trên. Ghi các số cách nhau bằng dấu phẩy; ghi dấu - nếu không nhắc.

# Việc tự động.
admin-jobs-lede = Những việc chương trình tự làm, và các lần chạy gần đây.
job-send_mail = Gửi thư
job-remind = Nhắc thời hạn, báo quá hạn
job-digest = Tóm tắt việc trong ngày
job-watch_mail = Theo dõi thông báo không gửi được
job-tidy = Dọn dữ liệu hết hạn
job-retain = Hủy dữ liệu hết thời hạn lưu giữ
admin-job-seconds = Xem có việc không mỗi { $count } giây; chỉ ghi lại khi có việc.
admin-job-minutes = Chạy mỗi { $count } phút.
admin-job-hours = Chạy mỗi { $count } giờ.
admin-job-look = Lần xem gần nhất không có việc: { $at }.
admin-job-never = Chưa chạy lần nào.
admin-job-began = Bắt đầu
admin-job-took = Thời gian chạy
admin-job-runs = Đang chạy, hoặc đã dừng giữa chừng
admin-job-done = Xong
admin-job-failed = Không thành
admin-job-note = Ghi chú

## Lịch từ tệp

admin-file = Nạp lịch từ tệp
admin-file-hint = Tệp .toml (như law/vn/calendar), .csv (cột date, kind, vi, en; kind là off hoặc worked) hoặc .ics (iCalendar). Xem trước rồi mới nạp.
admin-file-year-hint = Chỉ cần khi tệp có nhiều năm.
admin-file-source-hint = Văn bản công bố lịch nghỉ; tệp .toml đã có sẵn.
admin-file-preview = Xem trước
admin-file-lede = Chưa nạp gì. Xin đối chiếu với văn bản công bố rồi xác nhận.
admin-file-replaces = Năm này đã có lịch
admin-file-lacking = Ngày lễ cố định không có trong tệp
admin-file-left-out = Ngày trong tệp không dùng đến (năm khác hoặc cuối tuần)
admin-file-effect = Thời hạn sẽ thay đổi
admin-file-incomplete = Chỉ tính trên một phần vụ việc đang giải quyết. Muốn xem tất cả: redress law calendar-load TỆP --dry-run.
admin-file-dated = Được tính ngày ngay khi nạp: { $count }
admin-file-would-move = Giữ nguyên ngày cũ, chỉ đổi khi chạy tính lại: { $count }
admin-file-recompute = Nạp lịch không tự dời thời hạn đã có ngày. Muốn dời: redress law recompute, mỗi lần dời được ghi vào nhật ký vụ việc.
admin-file-from = Ngày cũ
admin-file-to = Ngày mới
problem-calendar_file_kind = Tệp phải có đuôi .toml, .csv hoặc .ics.
problem-calendar_file_line = Dòng { $line } của tệp không đọc được.
problem-calendar_file_years = Tệp có nhiều năm ({ $years }). Xin chọn một năm.
problem-calendar_file_wrong = Lịch trong tệp không đúng: { $why }
