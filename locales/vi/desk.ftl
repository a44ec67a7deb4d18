# Bàn làm việc: hàng đợi và danh sách vụ việc.

desk-title = Bàn làm việc
desk-you-are = Anh/chị đang làm việc với tư cách:
desk-to-counter = Tiếp công dân
desk-search = Tìm vụ việc
desk-search-do = Tìm
desk-queues = Hàng đợi
desk-queue-to_classify = Chờ phân loại
desk-queue-flood = Đơn đến dồn dập
desk-queue-unassigned = Chưa giao
desk-queue-mine = Của tôi
desk-queue-to_sign = Chờ ký
desk-queue-to_serve = Chờ tống đạt
desk-queue-paused = Tạm đình chỉ
desk-queue-frozen = Ngừng xem xét
desk-queue-hand_over = Chờ chuyển giao
desk-queue-due_soon = Sắp đến hạn
desk-queue-overdue = Quá hạn
desk-about-to_classify = Đơn đã vào sổ, chưa phân loại theo nội dung.
desk-about-flood = Đơn gửi qua mạng đến nhiều bất thường: đã vào sổ, đã có giấy biên nhận, thời hạn vẫn tính, và để riêng cho đến khi được đưa vào danh sách chờ phân loại.
desk-admit = Đưa tất cả vào danh sách chờ phân loại
desk-about-unassigned = Vụ việc đang mở chưa có người phụ trách.
desk-about-mine = Vụ việc đang mở giao cho anh/chị.
desk-about-to_sign = Đề xuất xử lý hoặc dự thảo quyết định đang chờ người có thẩm quyền ký.
desk-about-to_serve = Văn bản đã ban hành nhưng chưa giao đủ cho những người phải được nhận.
desk-about-paused = Tố cáo đang tạm đình chỉ giải quyết (Luật Tố cáo, điều 34).
desk-about-frozen = Việc về người ứng cử, danh sách người ứng cử: ngừng xem xét đến hết ngày bầu cử (Luật Bầu cử, điều 61.2).
desk-about-hand_over = Sau ngày bầu cử, hồ sơ phải được chuyển giao (Luật Bầu cử, điều 61.4).
desk-about-due_soon = Đến hạn hôm nay hoặc trong 3 ngày tới.
desk-about-overdue = Thời hạn của cơ quan đã qua mà việc chưa xong.
desk-empty = Hàng đợi này hiện không có vụ việc nào.
desk-thousand-and-more = 1.000+
desk-untitled = Chưa có tiêu đề
desk-nobody = Chưa giao
desk-tick = Chọn
desk-tick-all = Chọn tất cả
desk-tick-one = Chọn { $number }
desk-column-number = Số
desk-column-case = Vụ việc
desk-column-owner = Người phụ trách
desk-column-due = Thời hạn
desk-column-state = Trạng thái
desk-assign-one = Giao việc
desk-assign-to = Giao các vụ việc đã chọn cho
desk-preview = Xem trước
desk-pages = Trang
desk-page-first = Về đầu danh sách
desk-page-next = Trang tiếp theo
desk-badge-late = Quá hạn
desk-badge-due-soon = Sắp đến hạn
desk-badge-paused = Tạm đình chỉ
desk-badge-to-serve = Chờ tống đạt
desk-badge-awaits-answer = Chờ trả lời từ nơi khác
desk-badge-unverified = thời hạn chưa được xác nhận
desk-left-today = hết hạn hôm nay
desk-left-working_days = còn { $days } ngày làm việc
desk-left-working_days-one = còn { $days } ngày làm việc
desk-left-calendar_days = còn { $days } ngày
desk-left-calendar_days-one = còn { $days } ngày
desk-past-working_days = quá { $days } ngày làm việc
desk-past-working_days-one = quá { $days } ngày làm việc
desk-past-calendar_days = quá { $days } ngày
desk-past-calendar_days-one = quá { $days } ngày

# Danh sách vụ việc.

cases-title = Vụ việc
cases-filter = Lọc và sắp xếp
cases-filter-do = Áp dụng
cases-filters-on = Đang lọc theo
cases-remove = Bỏ lọc
cases-clear = Bỏ mọi điều kiện lọc
cases-any = Tất cả
cases-me = Tôi
cases-none = Chưa có vụ việc nào mà anh/chị được xem.
cases-none-found = Không có vụ việc nào khớp với điều kiện. Hãy bỏ bớt điều kiện, hoặc tìm bằng ít chữ hơn.

# Giao nhiều vụ việc.

assign-title = Giao vụ việc
assign-to-whom = Giao cho { $name }
assign-back = Quay lại danh sách
assign-will = Sẽ giao được: { $count }
assign-cannot = Không giao được: { $count }
assign-none-possible = Không vụ việc nào giao được
assign-choose-others = Hãy quay lại danh sách, chọn vụ việc hoặc người khác.
assign-what = Vụ việc
assign-from = Hiện do
assign-to = Giao cho
assign-why = Lý do
assign-do = Giao { $count } vụ việc
assign-no-case = Chưa chọn vụ việc nào: hãy đánh dấu ở đầu dòng.
assign-ticked = Số vụ việc đã chọn: { $count }.
assign-nobody = Chưa chọn người nhận việc.
assign-too-many = Mỗi lần giao nhiều nhất { $most } vụ việc.
assign-unknown = Không tìm thấy
assigned-title = Kết quả giao việc
assigned-all = Đã giao tất cả
assigned-some = Chỉ giao được một phần
assigned-none = Chưa giao được vụ việc nào
assigned-count = Đã giao: { $done }. Không giao được: { $refused }.
assigned-result = Kết quả
assigned-done = Đã giao
assigned-not = Chưa giao

# Tiếp công dân.

counter-title = Tiếp công dân: nhận đơn
counter-how = Dùng phím Tab để sang ô kế tiếp, phím mũi tên hoặc chữ đầu để chọn, Enter ở một ô bất kỳ để vào sổ.
counter-letter = Nội dung đơn
counter-petitioner = Người gửi
counter-respondent = Người bị khiếu nại, bị tố cáo
counter-arrival = Tiếp nhận
counter-representatives = Nhiều người cùng ký, người đại diện
counter-do = Vào sổ và in phiếu tiếp nhận
counter-already = Đơn trên trang này đã được vào sổ. Để nhận đơn khác, hãy mở lại trang Tiếp công dân; để sửa đơn đã vào sổ, hãy mở vụ việc.

# Phiếu tiếp nhận.

slip-title = Phiếu tiếp nhận đơn
slip-print-now = Hãy in phiếu này và giao cho công dân
slip-once = Mã biên nhận chỉ hiện ở đây một lần. Rời trang này, cơ quan cũng không xem lại được mã; khi mất phải cấp mã mới.
slip-received = Tiếp nhận lúc { $at }, người tiếp nhận: { $member }
slip-qr = Mã QR dẫn đến trang tra cứu
slip-follow = Để xem vụ việc đến đâu, bổ sung, rút đơn hay khiếu nại tiếp, hãy mở trang:
slip-keep = Tại đó nhập số đơn và mã biên nhận. Hãy giữ kín mã này: ai có số và mã được coi là người gửi đơn.
slip-next = Việc tiếp theo
slip-office = Cơ quan phải:
slip-you = Quyền của ông/bà:
slip-by = chậm nhất
slip-no-date = pháp luật không ấn định ngày
slip-from = tính từ { $day }
slip-provisional = Các ngày trên là tạm tính; sẽ được xác định lại khi đơn được phân loại theo nội dung.
slip-giver = Người nộp đơn
slip-taker = Người tiếp nhận
slip-signs = (ký, ghi rõ họ tên)
slip-print = In phiếu
slip-next-citizen = Tiếp người khác
slip-open-case = Mở vụ việc

# Phím tắt.

shortcuts-title = Phím tắt
shortcuts-search = Tìm
shortcuts-move = Xuống dòng dưới, lên dòng trên
shortcuts-open = Mở vụ việc đang chọn
shortcuts-assign = Giao vụ việc đang chọn
shortcuts-assign-case = Giao vụ việc này
shortcuts-help = Mở bảng này
shortcuts-on = Bật phím tắt
shortcuts-close = Đóng
