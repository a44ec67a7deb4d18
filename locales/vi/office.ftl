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
refusal-grants_needed = Tài khoản cần có vai trò ở một đơn vị; chỉ quản trị viên của toàn hệ thống mới lập tài khoản không có vai trò.
refusal-user_not_found = Không có tài khoản này mà bạn được xem.
refusal-unit_not_found = Không có đơn vị này mà bạn được sửa.
refusal-election_not_found = Không có cuộc bầu cử này mà bạn được sửa.
refusal-idempotency_key_reused = Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới cho yêu cầu mới.
refusal-day_of_other_year = { $date } không phải ngày của năm { $year }.
refusal-day_on_wrong_weekday = { $date }: ngày nghỉ phải rơi vào ngày trong tuần, ngày làm bù vào thứ bảy hoặc chủ nhật.
refusal-day_twice = { $date } có hai lần.
refusal-calendar_unreadable = Không đọc được lịch.
refusal-version_unknown = Quy tắc { $rule } không có phiên bản { $version }; xem danh sách quy tắc.
refusal-figure_confirmed = Con số của luật cho { $rule } đã được xác nhận; không đặt lại ở đây.
refusal-figure_out_of_bounds = Con số nằm trong khoảng từ 0 đến 365 ngày.
refusal-figure_without_source = Hãy nêu nguồn của con số.
refusal-rule_unknown = Không có quy tắc { $rule }; xem danh sách quy tắc.
