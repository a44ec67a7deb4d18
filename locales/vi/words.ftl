# Từ ngữ của các mã: mỗi mã trong chương trình có một từ ở đây.

# Khiếu nại, tố cáo, kiến nghị, phản ánh: đơn là gì theo nội dung.
kind-complaint = Khiếu nại
kind-denunciation = Tố cáo
kind-petition = Kiến nghị
kind-feedback = Phản ánh

# Nội dung liên quan đến việc gì.
matter-voter_list = Danh sách cử tri
matter-nominee = Người được giới thiệu ứng cử
matter-candidate = Người ứng cử
matter-candidate_list = Danh sách người ứng cử
matter-polling_station = Bỏ phiếu, kiểm phiếu tại khu vực bỏ phiếu
matter-result = Kết quả bầu cử
matter-organisation = Tổ chức phụ trách bầu cử
matter-administrative_act = Quyết định, hành vi hành chính
matter-official_conduct = Hành vi của cán bộ, công chức
matter-other = Nội dung khác

# Cơ quan được bầu.
contest-na = Đại biểu Quốc hội
contest-council_province = Đại biểu Hội đồng nhân dân cấp tỉnh
contest-council_district = Đại biểu Hội đồng nhân dân cấp huyện
contest-council_commune = Đại biểu Hội đồng nhân dân cấp xã

# Trình tự: theo luật nào.
track-election = Trình tự bầu cử
track-general = Trình tự chung

# Nguồn đơn: đơn đến bằng cách nào.
channel-in_person = Trực tiếp
channel-post = Bưu điện
channel-transferred = Cơ quan khác chuyển đến
channel-assigned = Lãnh đạo giao
channel-press = Báo chí
channel-online = Trực tuyến
channel-email = Thư điện tử

# Hình thức đơn (Luật Tố cáo, điều 22, 25).
form-signed = Đơn có chữ ký hoặc điểm chỉ
form-minutes = Trình bày trực tiếp, có biên bản
form-e_signed = Đơn có chữ ký điện tử
form-unsigned = Chưa có chữ ký

# Danh tính ghi trên đơn.
identity-named = Có họ tên
identity-confidential = Có họ tên, giữ bí mật
identity-anonymous = Nặc danh
identity-false_name = Mạo danh

# Người gửi chọn gì khi gửi đơn.
chosen-identity-named = Tôi ghi rõ họ tên
chosen-identity-confidential = Tôi ghi rõ họ tên và đề nghị giữ bí mật
chosen-identity-anonymous = Tôi không ghi họ tên

# Ngôn ngữ trả lời.
language-vi = Tiếng Việt
language-en = Tiếng Anh

# Cơ quan có thẩm quyền.
body-election_team = Tổ bầu cử
body-election_board = Ban bầu cử
body-election_committee = Ủy ban bầu cử cấp xã
body-provincial_election_committee = Ủy ban bầu cử cấp tỉnh
body-national_election_council = Hội đồng bầu cử quốc gia
body-commune_peoples_committee = Ủy ban nhân dân cấp xã
body-district_peoples_committee = Ủy ban nhân dân cấp huyện
body-provincial_peoples_committee = Ủy ban nhân dân cấp tỉnh
body-na_standing_committee = Ủy ban Thường vụ Quốc hội
body-council_standing_body = Thường trực Hội đồng nhân dân
body-court = Tòa án nhân dân
body-other = Cơ quan khác

# Cơ quan có thẩm quyền, gọi tên theo địa phương.
body-of-election_committee = Ủy ban bầu cử { $unit }
body-of-provincial_election_committee = Ủy ban bầu cử { $unit }
body-of-commune_peoples_committee = Ủy ban nhân dân { $unit }
body-of-district_peoples_committee = Ủy ban nhân dân { $unit }
body-of-provincial_peoples_committee = Ủy ban nhân dân { $unit }

# Lý do đơn không đủ điều kiện xử lý.
ineligible-ground-not_in_vietnamese = Không viết bằng tiếng Việt và không có bản dịch
ineligible-ground-not_dated = Không ghi ngày, tháng, năm viết đơn
ineligible-ground-no_name_or_address = Không ghi rõ họ tên, địa chỉ
ineligible-ground-not_signed = Không có chữ ký hoặc điểm chỉ
ineligible-ground-no_content = Không nêu rõ nội dung
ineligible-ground-sent_to_right_body = Đã gửi đến đúng cơ quan có thẩm quyền
ineligible-ground-already_guided = Đã được hướng dẫn một lần về cùng nội dung
ineligible-ground-duplicate = Đơn trùng lặp
ineligible-ground-illegible = Chữ viết không đọc được

# Trạng thái vụ việc.
status-received = Đã tiếp nhận
status-screening = Đang xem xét điều kiện xử lý
status-proposed = Chờ phê duyệt đề xuất
status-accepted = Đã thụ lý
status-drafted = Chờ ký
status-settled = Đã giải quyết, chờ tống đạt
status-closed = Đã kết thúc

# Vụ việc kết thúc thế nào.
closed-as-settled = Đã giải quyết xong
closed-as-refused = Không thụ lý
closed-as-guided = Đã hướng dẫn
closed-as-transferred = Đã chuyển đơn
closed-as-returned = Đã trả đơn
closed-as-filed = Đã lưu đơn
closed-as-withdrawn = Đã rút đơn
closed-as-terminated = Đã đình chỉ
closed-as-handed_over = Đã bàn giao sau bầu cử
closed-as-merged = Đã nhập vào vụ việc khác

# Kết quả giải quyết.
result-justified = Khiếu nại đúng
result-partly_justified = Khiếu nại đúng một phần
result-unjustified = Khiếu nại sai
result-true = Tố cáo đúng
result-partly_true = Tố cáo đúng một phần
result-false = Tố cáo sai
result-answered = Đã trả lời
result-struck_off = Đã xóa tên

# Đề xuất xử lý đơn.
disposition-accept = Thụ lý
disposition-refuse = Không thụ lý
disposition-guide = Hướng dẫn
disposition-transfer = Chuyển đơn
disposition-return = Trả đơn
disposition-file = Lưu đơn

# Căn cứ của đề xuất xử lý đơn.
ground-within_competence = Thuộc thẩm quyền giải quyết
ground-outside_competence = Không thuộc thẩm quyền giải quyết
ground-not_eligible = Đơn không đủ điều kiện xử lý
ground-duplicate = Đơn trùng lặp
ground-already_guided = Đã được hướng dẫn về cùng nội dung
ground-mixed_content = Đơn có nhiều nội dung khác loại, cần tách đơn
ground-not_signed = Đã yêu cầu ký nhưng đơn vẫn chưa có chữ ký
ground-own_checks = Thông tin để cơ quan tự kiểm tra (Luật Tố cáo, điều 25.2)
ground-nameless = Tố cáo về người ứng cử không có tên hoặc mạo tên (Luật Bầu cử, điều 61.3)
ground-illegible = Chữ viết không đọc được
ground-stated = Căn cứ khác, nêu bằng lời

# Mức độ phức tạp và căn cứ (Nghị định 31/2019, điều 3).
complexity-complex = Phức tạp
complexity-specially_complex = Đặc biệt phức tạp
complexity-ground-complex_matter = Vụ việc khiếu nại phức tạp, nêu rõ lý do
complexity-ground-several_places = Phải xác minh một nội dung tại nhiều địa điểm
complexity-ground-several_contents = Có từ hai nội dung trở lên
complexity-ground-many_people = Nhiều người tố cáo hoặc liên quan đến quyền lợi của nhiều người
complexity-ground-foreign_element = Có yếu tố nước ngoài
complexity-ground-several_bodies = Liên quan đến trách nhiệm quản lý của nhiều cơ quan
complexity-ground-bodies_disagree = Các cơ quan còn có ý kiến khác nhau

# Căn cứ tạm đình chỉ (Luật Tố cáo, điều 34.1).
suspension-ground-awaiting_result = Chờ kết quả của cơ quan khác hoặc vụ việc có liên quan
suspension-ground-expert_assessment = Cần giám định bổ sung hoặc giám định lại

# Căn cứ đình chỉ (Luật Khiếu nại, điều 10; Luật Tố cáo, điều 34.3).
termination-ground-withdrawal = Rút toàn bộ đơn
termination-ground-denounced_died = Người bị tố cáo đã chết
termination-ground-already_decided = Vụ việc đã được tòa án hoặc cơ quan có thẩm quyền giải quyết

# Phạm vi rút đơn.
withdrawal-scope-all = Rút toàn bộ
withdrawal-scope-part = Rút một phần

# Văn bản của vụ việc.
document-kind-acceptance = Thông báo thụ lý
document-kind-refusal = Thông báo không thụ lý
document-kind-guidance = Phiếu hướng dẫn
document-kind-transfer = Phiếu chuyển đơn
document-kind-return = Phiếu trả đơn
document-kind-filing = Phiếu lưu đơn
document-kind-extension = Quyết định gia hạn
document-kind-suspension = Quyết định tạm đình chỉ
document-kind-resumption = Quyết định tiếp tục giải quyết
document-kind-termination = Quyết định đình chỉ
document-kind-decision = Văn bản giải quyết
document-kind-conclusion = Kết luận nội dung tố cáo
document-kind-strike_off = Quyết định xóa tên người ứng cử
document-kind-hand_over = Biên bản bàn giao hồ sơ
document-kind-appeal = Đơn khiếu nại tiếp chuyển cơ quan bên ngoài
document-kind-instruction = Văn bản chỉ đạo của người đứng đầu
document-kind-answer = Văn bản trả lời của cơ quan bên ngoài

# Cách tống đạt.
means-in_person = Trao trực tiếp
means-post = Qua bưu điện
means-email = Qua thư điện tử
means-track_page = Trên trang tra cứu
means-posting = Niêm yết
means-not_owed = Không phải tống đạt

# Người và cơ quan trong vụ việc; tên gọi theo loại đơn.
party-role-petitioner = Người gửi đơn
party-role-representative = Người đại diện
party-role-respondent = Người bị khiếu nại, tố cáo
party-role-sending_body = Cơ quan chuyển đơn đến
party-role-receiving_body = Cơ quan nhận đơn
party-role-petitioner-complaint = Người khiếu nại
party-role-petitioner-denunciation = Người tố cáo
party-role-petitioner-petition = Người kiến nghị
party-role-petitioner-feedback = Người phản ánh
party-role-respondent-complaint = Người bị khiếu nại
party-role-respondent-denunciation = Người bị tố cáo
party-role-respondent-petition = Người được nêu trong đơn
party-role-respondent-feedback = Người được nêu trong đơn

# Tìm người theo thông tin nào.
party-field-name = Họ và tên
party-field-phone = Điện thoại
party-field-email = Thư điện tử
party-field-id_number = Số căn cước

# Thông tin tiếp nhận có thể đính chính.
correctable-received_at = Ngày nhận đơn
correctable-occurred_on = Ngày xảy ra sự việc
correctable-channel = Nguồn đơn
correctable-polling_area = Khu vực bỏ phiếu
correctable-signers = Số người ký đơn
correctable-petitioner_name = Họ tên người gửi đơn
correctable-petitioner_address = Địa chỉ người gửi đơn
correctable-petitioner_phone = Điện thoại người gửi đơn
correctable-petitioner_email = Thư điện tử người gửi đơn
correctable-petitioner_id_number = Số căn cước người gửi đơn
correctable-petitioner_no_mail = Việc gửi thư báo tiến độ cho người gửi đơn
correctable-respondent_name = Họ tên người bị khiếu nại, tố cáo
correctable-respondent_position = Chức vụ người bị khiếu nại, tố cáo

# Vụ việc liên kết.
link-kind-transfer = Chuyển đơn
link-kind-appeal = Khiếu nại tiếp
link-kind-merge = Nhập vụ việc
link-from-transfer = Được chuyển đến từ vụ việc
link-from-appeal = Khiếu nại tiếp của vụ việc
link-from-merge = Vụ việc được nhập vào đây
link-to-transfer = Đã chuyển thành vụ việc
link-to-appeal = Đã khiếu nại tiếp thành vụ việc
link-to-merge = Đã nhập vào vụ việc

# Giai đoạn theo lịch bầu cử (Luật Bầu cử, điều 61).
phase-open = Bình thường
phase-frozen = Ngừng xem xét
phase-hand_over = Phải bàn giao

# Vai trò.
role-clerk = Văn thư
role-officer = Cán bộ xử lý
role-supervisor = Lãnh đạo
role-observer = Người giám sát
role-admin = Quản trị viên

# Ai đã làm.
actor-member = Cán bộ
actor-citizen = Người gửi đơn
actor-system = Hệ thống

# Cấp của đơn vị.
level-country = Cả nước
level-province = Tỉnh, thành phố
level-district = Huyện, quận
level-ward = Xã, phường
level-polling_area = Khu vực bỏ phiếu

# Thời hạn là của ai.
duty-office = Cơ quan phải thực hiện
duty-citizen = Quyền của công dân
duty-milestone = Mốc của cuộc bầu cử
duty-retention = Thời hạn lưu giữ

# Thời hạn đang ở đâu.
deadline-state-running = Đang tính
deadline-state-paused = Tạm ngừng tính
deadline-state-met = Đã thực hiện
deadline-state-void = Không còn áp dụng

# Đơn vị của thời hạn, và phiên bản quy tắc chọn theo gì.
unit-calendar_days = ngày
unit-working_days = ngày làm việc
unit-years = năm
valid-by-election_day = Theo ngày bầu cử
valid-by-start = Theo ngày bắt đầu tính

# Mốc của vụ việc: thời hạn tính từ đâu, thực hiện xong khi nào.
mark-election_day = Ngày bầu cử
mark-list_posted = Niêm yết danh sách cử tri
mark-result_published = Công bố kết quả bầu cử
mark-act_known = Ngày biết được quyết định, hành vi
mark-receipt = Nhận đơn
mark-receipt_signed = Nhận đơn có chữ ký
mark-received_in_person = Tiếp công dân nhận trực tiếp
mark-receipt_before_list = Nhận đơn trước khi công bố danh sách người ứng cử
mark-receipt_after_list = Nhận đơn và danh sách người ứng cử đã công bố
mark-receipt_on_election_day = Nhận đơn về bỏ phiếu trong ngày bầu cử
mark-receipt_otherwise = Nhận đơn trong trường hợp khác
mark-transfer_proposed = Nhận đơn, khi đề xuất chuyển
mark-accepted = Thụ lý
mark-disposed = Phê duyệt việc xử lý đơn
mark-filed = Lưu đơn
mark-transferred = Chuyển đơn
mark-signed = Ký văn bản giải quyết
mark-answer_signed = Ký văn bản trả lời
mark-decision_served = Tống đạt quyết định cho người gửi đơn
mark-last_service = Tống đạt lần cuối
mark-first_answer_served = Gửi văn bản trả lời đầu tiên
mark-acceptance_served = Gửi thông báo thụ lý
mark-suspended = Tạm đình chỉ
mark-suspension_served = Gửi quyết định tạm đình chỉ
mark-terminated = Đình chỉ
mark-termination_served = Gửi quyết định đình chỉ
mark-published = Công khai kết quả
mark-appealed = Khiếu nại tiếp

# Sắp xếp danh sách.
order-next_due = Hạn gần nhất trước
order-received_at = Nhận trước xếp trước
order--received_at = Nhận sau xếp trước
order-number = Số đơn tăng dần
order--number = Số đơn giảm dần

# Vụ việc mở lại thì tiếp tục từ đâu.
reopen-to-screening = Xem xét lại điều kiện xử lý
reopen-to-accepted = Tiếp tục giải quyết

# Loại nội dung được lưu kín trong hồ sơ.
purpose-letter = Nội dung đơn
purpose-message = Tin nhắn
purpose-reason = Lý do
purpose-legal_basis = Căn cứ pháp lý
purpose-note = Ghi chú
purpose-verification = Kết quả xác minh
purpose-dialogue = Nội dung đối thoại
purpose-draft = Dự thảo
purpose-remedy = Biện pháp khắc phục
purpose-evidence = Chứng cứ
purpose-place = Nơi công khai
purpose-answer = Nội dung trả lời
purpose-value = Giá trị đính chính
purpose-title = Trích yếu của người gửi

# Thư điện tử: loại thư và trạng thái gửi.
mail-kind-receipt = Biên nhận đơn
mail-kind-approve_disposition = Kết quả xử lý đơn
mail-kind-extend = Gia hạn
mail-kind-suspend = Tạm đình chỉ
mail-kind-resume = Tiếp tục giải quyết
mail-kind-serve = Văn bản giải quyết
mail-kind-closed = Kết thúc vụ việc
mail-kind-message = Tin nhắn của cơ quan
mail-kind-reissue_receipt = Cấp lại mã biên nhận
mail-kind-news = Báo có tin mới (vụ việc giữ bí mật)
mail-kind-assign_case = Giao việc
mail-kind-propose_disposition = Đề xuất chờ phê duyệt
mail-kind-draft_decision = Dự thảo chờ ký
mail-kind-send_back = Trả lại để làm lại
mail-kind-arrived = Có đơn, tin nhắn hoặc trả lời mới
mail-kind-invite = Thư mời nhận tài khoản
mail-kind-reset_password = Đặt lại mật khẩu
mail-kind-account_changed = Tin về tài khoản
mail-kind-supervisor_named = Có thêm Lãnh đạo
mail-kind-late = Báo quá thời hạn
mail-kind-frozen = Báo ngừng xem xét
mail-kind-remind = Nhắc thời hạn
mail-kind-escalate = Báo đến hạn, quá hạn
mail-kind-digest = Tóm tắt việc trong ngày
mail-kind-no_calendar = Nhắc nạp lịch nghỉ
mail-kind-to_hand_over = Danh sách hồ sơ cần bàn giao
mail-kind-undelivered = Thông báo không gửi được
mail-kind-possible_conflict = Khả năng xung đột lợi ích
mail-kind-desk_news = Báo có việc mới (vụ việc giữ bí mật)
mail-at-queued = lập lúc { $at }
mail-at-sent = gửi lúc { $at }
mail-answer-written = ghi thành tệp trên máy chủ
mail-state-queued = Chờ gửi
mail-state-sent = Đã gửi
mail-state-failed = Không gửi được
mail-tries = Các lần gửi
mail-outcome-sent = đã gửi
mail-outcome-later = chưa gửi được, sẽ gửi lại
mail-outcome-never = bị từ chối
mail-outcome-down = không kết nối được với máy chủ thư
mail-outcome-returned = bị trả lại
mail-outcome-delayed = máy chủ báo chậm
came-itself = Người gửi đơn nộp
came-transferred = Cơ quan khác chuyển đến
came-appealed = Khiếu nại tiếp
came-mailed = Qua thư điện tử
arrival-letter = Đơn bổ sung
arrival-papers = Giấy tờ bổ sung
arrival-message = Tin nhắn
arrival-withdrawal = Rút đơn
arrival-answer = Văn bản trả lời
