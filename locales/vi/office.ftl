# Quản trị: đơn vị, tài khoản, bầu cử, lịch, luật.

refusal-unknown_unit = Không có đơn vị này.
refusal-unknown_parent = Không có đơn vị cấp trên này.
refusal-parent_level = Đơn vị phải trực thuộc cấp cao hơn: cả nước, tỉnh, huyện, xã, khu vực bỏ phiếu.
refusal-unit_cycle = Đơn vị không thể trực thuộc chính mình.
refusal-sign_taken = Đơn vị khác đã dùng ký hiệu này.
refusal-sign_in_use = Đã cấp số theo ký hiệu này nên không thể đổi.
refusal-username_taken = Tài khoản khác đã dùng tên này.
refusal-own_account = Bạn không thể tự bỏ quyền này của mình; hãy nhờ quản trị viên khác.
refusal-last_admin = Sẽ không còn quản trị viên nào.
refusal-valid_to_before_from = Ngày cuối nằm trước ngày đầu.
refusal-no_units = Cuộc bầu cử phải có ít nhất một đơn vị.
refusal-no_contests = Cuộc bầu cử phải có ít nhất một cơ quan được bầu.
