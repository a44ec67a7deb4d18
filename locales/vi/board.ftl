# Trang của lãnh đạo: điều hành, chờ ký, cán bộ.

board-title = Bảng điều hành
board-show = Xem
board-unit = Đơn vị
board-all-units = Tất cả đơn vị
board-today = hôm nay
board-weekday = { $weekday ->
    [mon] T2
    [tue] T3
    [wed] T4
    [thu] T5
    [fri] T6
    [sat] T7
   *[sun] CN
}
board-tile-late = Quá hạn
board-tile-soon = Đến hạn trong 7 ngày
board-tile-proposed = Đề xuất chờ duyệt
board-tile-drafted = Quyết định chờ ký
board-tile-unassigned = Chưa phân công
board-tile-paused = Tạm đình chỉ
board-tile-frozen = Ngừng xem xét theo luật
board-tile-hand-over = Phải bàn giao
board-frozen-now = Đơn về người ứng cử ngừng được xem xét đến hết ngày bầu cử (Luật Bầu cử, điều 61.2). Các vụ việc này không tính là quá hạn.
board-late = Quá hạn
board-late-oldest = Quá hạn, lâu nhất trước
board-late-none = Không có vụ việc nào quá hạn.
board-late-more = Có trên 1.000 vụ việc quá hạn; ở đây tính 1.000 vụ việc lâu nhất. Chọn một đơn vị để xem đầy đủ.
board-late-all = Tất cả vụ việc quá hạn
board-by-unit = Theo đơn vị
board-by-unit-of = Đơn vị
board-by-officer = Theo người phụ trách
board-by-officer-of = Người phụ trách
board-by-rule = Theo thời hạn
board-by-rule-of = Thời hạn
board-rest = Khác
board-printed = In { $shown } trên { $all } vụ việc; danh sách đầy đủ: { $where }
board-number = Số vụ việc
board-oldest = Hạn lâu nhất
board-case = Số
board-what = Vụ việc
board-due-date = Hạn theo luật
board-cause-of = Đang chờ ai
board-cause = { $who }: { $act }, từ { $since }
board-steps = Có thể làm
board-no-due = chưa có hạn luật định
board-cap = Được gia hạn: mỗi lần không quá { $days } ngày, còn { $left } lần.
board-days = 7 ngày tới
board-days-chart = Số vụ việc theo ngày hết hạn; phần viền đứt: khi đó đã ngừng xem xét theo luật
board-days-figures = Số liệu của biểu đồ
board-day = Ngày
board-due = Đến hạn
board-stopped = Trong đó ngừng xem xét
board-soon = Đến hạn trong 7 ngày
board-soon-none = Không có vụ việc nào đến hạn trong 7 ngày tới.
board-ages = Vụ việc chưa giải quyết xong, theo loại đơn và số ngày từ khi nhận
board-kind = Loại đơn
board-age-0 = 0-10 ngày
board-age-1 = 11-30 ngày
board-age-2 = 31-60 ngày
board-age-3 = Trên 60 ngày
board-sum = Cộng
board-share = Tỷ lệ

# Đang chờ ai.
board-actor-nobody = Chưa phân công
board-actor-officer = Người phụ trách
board-actor-head = Người đứng đầu
board-actor-clerk = Văn thư

# Đang chờ việc gì.
board-missing-classify = phân loại
board-missing-propose-disposition = đề xuất xử lý
board-missing-approve-disposition = duyệt đề xuất
board-missing-draft-decision = dự thảo quyết định
board-missing-sign-decision = ký quyết định
board-missing-serve = tống đạt văn bản
board-missing-publish = công khai kết quả

# Việc làm, viết ngắn cho danh sách.
board-step-sign-decision = Ký
board-step-approve-disposition = Duyệt
board-step-send-back = Trả lại
board-step-urge = Đôn đốc
board-step-assign = Phân công
board-step-extend = Gia hạn
board-step-set-complexity = Mức phức tạp
board-step-strike-off = Xóa tên
board-step-hand-over = Bàn giao
board-step-resume = Tiếp tục giải quyết

signing-title = Chờ ký
signing-lede = Những việc chờ người đứng đầu, xếp theo hạn, lâu nhất trước. Người đề xuất hoặc dự thảo không được ghi nhận chữ ký.
signing-proposals = Đề xuất chờ duyệt
signing-no-proposals = Không có đề xuất nào chờ duyệt.
signing-drafts = Quyết định, kết luận chờ ký
signing-no-drafts = Không có dự thảo nào chờ ký.
signing-asks = Đề nghị và khả năng xung đột lợi ích chờ quyết định
signing-no-asks = Không có đề nghị mở thông tin hay khả năng xung đột lợi ích nào đang chờ.
signing-ask-reveal = Mở thông tin người gửi đơn
signing-ask-conflict = Khả năng xung đột lợi ích
signing-what = Đề xuất
signing-by = Người trình
signing-since = chờ từ { $since }
signing-all = Toàn bộ danh sách

team-title = Cán bộ
team-lede = Việc của từng người: vụ việc đang giải quyết, đến hạn trong 7 ngày, quá hạn.
team-none = Chưa có cán bộ xử lý hoặc văn thư trong các đơn vị của anh/chị.
team-member = Họ tên
team-where = Vai trò, đơn vị
team-open = Đang giải quyết
team-due = Đến hạn trong 7 ngày
team-late = Quá hạn
team-absent = vắng đến { $until }
team-pages = Trang
team-first = Trang đầu
team-next = Trang sau

# Hết thời hạn lưu giữ.
retention-title = Hết thời hạn lưu giữ và đang giữ lại
retention-lede = Các vụ việc đã kết thúc của đơn vị anh/chị đã hết thời hạn lưu giữ. Đến ngày hủy, tên người, nội dung đơn và giấy tờ của vụ việc bị hủy; số đơn, sổ theo dõi và số liệu được giữ nguyên. Mở vụ việc để giữ lại.
retention-due = Sẽ hủy
retention-none = Không có vụ việc nào của đơn vị anh/chị sắp hủy.
retention-since = Không phát sinh gì từ
retention-basis = Căn cứ
retention-basis-head_decides = Đơn lưu đã quá một năm theo quy định: người đứng đầu quyết định
retention-basis-filed = Đơn lưu đã hết thời hạn do cơ quan đặt
retention-basis-closed = Vụ việc đã kết thúc, hết thời hạn do cơ quan đặt
retention-listed = Vào danh sách ngày
retention-not-listed = Lần chạy tới
retention-on = Ngày hủy
retention-undecided = Chưa có quyết định
retention-held = Đang giữ lại
retention-none-held = Không có vụ việc nào của đơn vị anh/chị đang được giữ lại.
retention-held-since = Từ ngày
retention-held-by = Người giữ lại
retention-reason = Lý do
