# Tên trường và lời hướng dẫn: `field-<tên>`, riêng một bước `field-<bước>-<tên>`; `hint-` cũng vậy.

# Trường chung của nhiều bước.
field-body = Nội dung
field-text = Nội dung
field-reason = Lý do
field-reasons = Lý do và nhận định
field-legal_basis = Căn cứ pháp lý
field-note = Ghi chú
field-ground = Căn cứ
field-grounds = Căn cứ khác
field-result = Kết quả
field-party = Người, cơ quan
field-to = Nơi nhận
field-on = Ngày thực hiện
field-date = Ngày
field-days = Số ngày
field-rule = Thời hạn
field-level = Mức độ
field-document = Văn bản
field-document_no = Số, ký hiệu văn bản
field-document_date = Ngày văn bản
field-signed_by = Người ký
field-signed_by-name = Họ tên người ký
field-signed_by-office = Chức vụ người ký
field-signed_by-body = Cơ quan ký ban hành
hint-legal_basis = Ghi điều, khoản và văn bản, ví dụ: điều 33 Luật Bầu cử 85/2015/QH13.
hint-reason = Nêu ngắn gọn, đủ để người khác hiểu. Nội dung được lưu kín trong hồ sơ.
hint-document_no = Như trong sổ văn bản của cơ quan, ví dụ: 12/QĐ-UBBC.
hint-document_date = Ngày ghi trên văn bản; không ở tương lai và không trước bước liền trước.
hint-signed_by = Người đứng đầu cơ quan có thẩm quyền đã ký trên giấy.
hint-signed_by-office = Ví dụ: Chủ tịch, Phó Chủ tịch, Trưởng ban.
hint-signed_by-body = Tên đầy đủ như trên văn bản, ví dụ: Ủy ban nhân dân phường Cự Khối.

# Tiếp nhận đơn.
field-kind = Loại đơn
field-matter = Nội dung liên quan
field-identity = Danh tính
field-title = Trích yếu
field-language = Ngôn ngữ
field-occurred_on = Ngày xảy ra sự việc
field-polling_area = Khu vực bỏ phiếu
field-unit = Đơn vị
field-election = Cuộc bầu cử
field-contest = Cơ quan được bầu
field-channel = Nguồn đơn
field-received_at = Ngày nhận đơn
field-form = Hình thức đơn
field-petitioner = Người gửi đơn
field-petitioner-name = Họ và tên
field-petitioner-address = Địa chỉ
field-petitioner-phone = Điện thoại
field-petitioner-email = Thư điện tử
field-petitioner-no_mail = Tin qua thư điện tử
field-petitioner-id_number = Số căn cước
field-respondent = Người bị khiếu nại, tố cáo
field-respondent-name = Họ và tên
field-respondent-position = Chức vụ, nơi công tác
field-signers = Số người ký đơn
field-representatives = Người đại diện
field-representatives-name = Họ và tên
field-representatives-phone = Điện thoại
field-representatives-email = Thư điện tử
field-sent_by = Cơ quan chuyển hoặc giao đơn
field-receive-title = Tóm tắt trong một dòng
field-receive-body = Nội dung sự việc
field-receive-unit = Đơn vị nhận đơn
field-receive-language = Ngôn ngữ trả lời
hint-kind = Xác định theo nội dung, không theo tiêu đề của đơn.
hint-identity = Tố cáo luôn được giữ bí mật theo luật, dù chọn thế nào (Luật Tố cáo, điều 8, 56).
hint-chosen-identity-named = Cơ quan giải quyết và bên liên quan có thể biết tên ông/bà; thông báo được gửi cho ông/bà.
hint-chosen-identity-named-denunciation = Tên ông/bà được luật giữ bí mật; người bị tố cáo chỉ được biết nội dung.
hint-chosen-identity-confidential = Chỉ người được giao giải quyết, vào sổ hoặc tống đạt mới được mở thông tin của ông/bà, và mỗi lần mở đều được ghi lại.
hint-chosen-identity-anonymous = Cơ quan chỉ có thể nhắn cho ông/bà qua trang tra cứu. Đơn không thể ký, nên tố cáo và khiếu nại theo trình tự chung không được thụ lý; tố cáo về người ứng cử không có tên thì không được xem xét (Luật Bầu cử, điều 61.3).
hint-occurred_on = Để trống nếu không nhớ chính xác.
hint-polling_area = Nơi xảy ra sự việc hoặc nơi người gửi có tên trong danh sách cử tri, nếu biết.
hint-election = Chỉ cần chọn khi có nhiều cuộc bầu cử hoặc vụ việc chưa gắn với cuộc bầu cử nào.
hint-grounds = Đặc biệt phức tạp phải có ít nhất hai căn cứ.
hint-contest = Bắt buộc với người được giới thiệu ứng cử, người ứng cử, danh sách người ứng cử và kết quả bầu cử, vì thời hạn khác nhau.
hint-channel = Nguồn đơn được ghi vào sổ theo dõi đơn.
hint-received_at = Ngày đơn thực tế đến cơ quan; thời hạn tính từ ngày này. Để trống nếu là hôm nay.
hint-form = Tố cáo và khiếu nại theo trình tự chung cần có chữ ký hoặc biên bản thì thời hạn mới bắt đầu (Luật Tố cáo, điều 22, 25).
hint-petitioner = Cần họ tên và ít nhất một cách liên hệ, trừ đơn nặc danh.
hint-petitioner-phone = Ví dụ: 0912 345 678.
hint-petitioner-email = Thông báo tiến độ được gửi đến địa chỉ này.
hint-petitioner-id_number = Không bắt buộc; được lưu kín.
hint-respondent = Người hoặc cơ quan bị khiếu nại, tố cáo hoặc được nêu trong đơn; ghi những gì được biết.
hint-signers = Tính cả người đứng tên đầu tiên; ghi 1 nếu chỉ có một người.
hint-representatives = Từ 2 đến 10 người cử nhiều nhất 2 người đại diện, từ 11 người cử nhiều nhất 5 người; người đại diện phải là người trong số đó (Nghị định 124/2020, điều 6).
hint-sent_by = Ghi khi đơn do cơ quan khác chuyển đến hoặc lãnh đạo giao.
hint-receive-title = Không ghi tên người gửi; dòng này được lưu kín.
hint-receive-body = Nêu rõ việc gì, ở đâu, khi nào, ai liên quan và đề nghị điều gì.

# Thêm đơn, nhắn tin.
field-add-letter-body = Nội dung đơn bổ sung
field-message-text = Nội dung tin nhắn
hint-add-letter-received_at = Chỉ ghi khi đơn giấy đến trước hôm nay.
hint-message-text = Người gửi đơn đọc tin nhắn tại trang tra cứu.

# Phân loại.
field-track = Trình tự
field-eligible = Đơn đủ điều kiện xử lý
field-ineligible_ground = Lý do không đủ điều kiện
field-competent_body = Cơ quan có thẩm quyền
field-false_name = Đơn mạo danh
field-reclassify-reason = Phân loại trước sai ở điểm nào
hint-title = Tên gọi công khai của vụ việc: không ghi tên người gửi đơn.
hint-track = Việc về bầu cử theo Luật Bầu cử; việc khác theo Luật Khiếu nại, Luật Tố cáo, Luật Tiếp công dân.
hint-eligible = Bằng tiếng Việt hoặc có bản dịch, có ngày, họ tên, địa chỉ, nội dung rõ ràng, và có chữ ký khi luật đòi hỏi.
hint-ineligible_ground = Chỉ chọn khi đơn không đủ điều kiện.
hint-competent_body = Cơ quan ra quyết định theo luật; không nhất thiết là nơi đang xử lý đơn.
hint-false_name = Tố cáo mạo danh về người ứng cử thì không được xem xét (Luật Bầu cử, điều 61.3).

# Ghi nhận chữ ký.
field-record-signature-form = Cách ký
field-signed_on = Ngày ký
hint-signed_on = Thời hạn bắt đầu tính từ ngày này.

# Giao việc.
field-assignee = Người được giao
hint-assignee = Cán bộ xử lý nhận vụ việc; văn thư chỉ nhận việc tống đạt.
hint-assign-note = Điều người được giao cần biết.

# Đề xuất xử lý đơn.
field-disposition = Đề xuất
field-propose-disposition-to = Chuyển, hướng dẫn đến
hint-propose-disposition-ground = Chọn một căn cứ, hoặc nêu bằng lời.
hint-propose-disposition-to = Bắt buộc khi chuyển đơn; khi hướng dẫn thì nên ghi.
hint-approve-disposition-signed_by = Bắt buộc khi văn thư ghi từ văn bản đã ký.

# Mức độ phức tạp, gia hạn.
field-set-complexity-level = Mức độ phức tạp
field-extend-rule = Thời hạn được gia hạn
field-extend-days = Số ngày gia hạn
hint-set-complexity-level = Mức "đặc biệt phức tạp" chỉ dùng cho tố cáo, khi có từ hai căn cứ trở lên.
hint-set-complexity-reason = Bắt buộc với khiếu nại, vì luật không liệt kê căn cứ.
hint-extend-ground = Theo Nghị định 31/2019, điều 3.
hint-extend-days = Tính theo cách tính của thời hạn; mỗi lần không quá mức luật cho phép.

# Tạm đình chỉ, tiếp tục, đình chỉ.
field-answers = Ba câu hỏi khi rút tố cáo (Luật Tố cáo, điều 33.3)
field-answers-signs_of_violation = Có dấu hiệu vi phạm pháp luật
field-answers-threatened_or_bribed = Người tố cáo bị đe dọa, mua chuộc để rút
field-answers-misused_to_slander = Lợi dụng tố cáo để vu khống
hint-suspend-ground = Chỉ hai trường hợp của Luật Tố cáo, điều 34.1.
hint-suspend-document_date = Thời hạn giải quyết ngừng tính từ ngày này.
hint-resume-document_date = Thời hạn giải quyết tính tiếp từ ngày này.
hint-answers = Có một câu trả lời "có" thì tố cáo vẫn phải được giải quyết.

# Xác minh, đối thoại, đôn đốc, trả lời.
field-record-verification-text = Nội dung và kết quả xác minh
field-record-verification-on = Ngày xác minh
field-record-dialogue-text = Nội dung đối thoại
field-record-dialogue-on = Ngày đối thoại
field-urge-text = Nội dung đôn đốc
field-urge-on = Ngày đôn đốc
field-record-answer-body = Nội dung trả lời
field-record-answer-result = Kết quả, nếu văn bản có nêu
hint-record-verification-text = Nguồn thông tin, tài liệu thu thập và nhận xét; được lưu kín.
hint-record-dialogue-text = Thành phần, ý kiến các bên và kết quả, như biên bản.
hint-urge-text = Việc cần làm, ai phải làm, chậm nhất khi nào.

# Dự thảo, ký, tống đạt, công khai.
field-draft-decision-reasons = Kết quả xác minh và nhận định
field-remedy = Biện pháp khắc phục, xử lý
field-serve-party = Tống đạt cho
field-means = Cách tống đạt
field-served_on = Ngày tống đạt
field-serve-reason = Lý do không phải tống đạt
field-publish-on = Ngày công khai
field-where = Nơi công khai
hint-remedy = Việc phải sửa, ai thực hiện, đến khi nào; để trống nếu không có.
hint-sign-decision-document_no = Lấy từ sổ văn bản của cơ quan; hệ thống không cấp số này.
hint-served_on = Ngày người nhận thực sự nhận được; các thời hạn tính từ ngày này.
hint-serve-reason = Bắt buộc khi chọn "không phải tống đạt".
hint-where = Bảng tin, báo, trang thông tin. Không nêu thông tin của người tố cáo (Luật Tố cáo, điều 40, 56).

# Rút đơn, khiếu nại tiếp.
field-scope = Phạm vi rút
field-withdraw-form = Hình thức rút đơn
field-withdraw-party = Người rút đơn
field-appeal-reasons = Lý do khiếu nại tiếp
field-appeal-party = Người khiếu nại tiếp
field-late_reason = Lý do gửi chậm
hint-withdraw-form = Đơn rút có chữ ký hoặc biên bản (Nghị định 31/2019, điều 4).
hint-appeal-reasons = Nêu rõ không đồng ý điểm nào và đề nghị điều gì.
hint-late_reason = Chỉ ghi khi đã hết thời hạn: ốm đau, thiên tai, công tác xa hoặc trở ngại khách quan khác (Luật Khiếu nại, điều 9).

# Xóa tên, bàn giao, nhập, mở lại.
field-strike-off-body = Cơ quan quyết định
field-evidence = Chứng cứ
field-hand-over-to = Cơ quan nhận bàn giao
field-hand-over-date = Ngày biên bản bàn giao
field-into = Vụ việc nhận trước
field-reopen-to = Tiếp tục từ
hint-strike-off-body = Hội đồng bầu cử quốc gia đối với đại biểu Quốc hội; Ủy ban bầu cử cùng cấp đối với đại biểu Hội đồng nhân dân.
hint-evidence = Chứng cứ rõ ràng, đầy đủ (Luật Bầu cử, điều 61.2).
hint-hand-over-date = Từ ngày sau ngày bầu cử (Luật Bầu cử, điều 61.4).
hint-into = Cùng nội dung, cùng đơn vị, nhận trước vụ việc này.

# Đính chính, xung đột lợi ích, biên nhận, danh tính.
field-field = Thông tin cần đính chính
field-value = Giá trị đúng
field-relation = Quan hệ với vụ việc
field-identity_checked = Đã kiểm tra danh tính thế nào
field-open-identity-reason = Cần mở thông tin để làm gì
hint-value = Ghi như khi tiếp nhận; giá trị cũ vẫn được lưu.
hint-relation = Là một bên, là người thân, là người bị khiếu nại, tố cáo hoặc là người ứng cử. Sau khi khai báo, anh/chị không tham gia vụ việc này nữa.
hint-identity_checked = Giấy tờ đã xem hoặc cách đã xác nhận đúng người gửi; không ghi số giấy tờ.
hint-open-identity-reason = Việc mở thông tin và lý do được ghi vào sổ (Luật Tố cáo, điều 8, 56).
field-purpose = Cần biết thông tin người gửi để làm gì
field-request-reveal-days = Trong bao nhiêu ngày
field-reveal = Đề nghị
field-revoke-reveal-reveal = Quyền đã cho
field-hours = Trong bao nhiêu giờ
field-confirm-conflict-member = Thành viên
field-dismiss-conflict-member = Thành viên
hint-purpose = Không nêu phỏng đoán người gửi là ai. Đề nghị và mỗi lần mở đều được ghi vào sổ; người gửi biết thông tin đã được mở và mở ngày nào, không biết ai mở.
hint-request-reveal-days = Từ 1 đến 7 ngày.
hint-hours = Không dài hơn thời gian đã đề nghị. Quyền tự hết khi hết giờ, và hết sớm hơn khi vụ việc được giao cho người khác.
hint-confirm-conflict-reason = Đã kiểm tra như thế nào. Sau khi xác nhận, người này không còn tham gia vụ việc.
hint-dismiss-conflict-reason = Đã kiểm tra như thế nào, ví dụ chỉ là hai người trùng họ tên.

# Tra cứu, đăng nhập.
field-number = Số đơn
field-receipt_code = Mã biên nhận
field-username = Tên đăng nhập
field-password = Mật khẩu
field-code = Mã xác thực
field-current = Mật khẩu hiện tại
hint-code = Sáu chữ số của ứng dụng, hoặc một mã dự phòng.
field-confirm_password = Mật khẩu của anh/chị
field-confirm_code = Mã
hint-confirm_code = Chỉ khi tài khoản có xác thực hai lớp.
field-new = Mật khẩu mới
hint-receipt_code = 16 chữ số, chia bốn nhóm, ghi trên biên nhận.
hint-password = Từ 12 ký tự; nên dùng một câu dễ nhớ.

# Lọc và sắp xếp danh sách; thông tin của vụ việc.
field-status = Trạng thái
field-phase = Giai đoạn
field-overdue = Quá hạn
field-due_before = Đến hạn trước ngày
field-to_serve = Còn phải tống đạt
field-suspended = Tạm đình chỉ
field-awaits_answer = Chờ cơ quan bên ngoài trả lời
field-q = Tìm kiếm
field-sort = Sắp xếp
field-closed_as = Kết thúc
field-instance = Lần giải quyết
field-next_due = Hạn gần nhất
field-first_received_at = Ngày nhận đầu tiên
field-confidential = Giữ bí mật
field-complex = Mức độ phức tạp
field-extensions = Số lần gia hạn
field-letters = Số đơn trong vụ việc
field-links = Vụ việc liên kết
hint-q = Số đơn hoặc từ đầu trong trích yếu; không phân biệt dấu, chữ hoa, chữ thường.

# Quản trị: tài khoản.
field-name = Tên
field-user-name = Họ và tên
field-email = Thư điện tử
field-user-language = Ngôn ngữ giao diện
field-grants = Vai trò
field-grants-role = Vai trò
field-grants-unit = Tại đơn vị
field-marks-names = Tên gọi khác
field-marks-phones = Số điện thoại
field-marks-emails = Địa chỉ thư điện tử khác
field-marks-id_number = Số căn cước
field-hold-reason = Lý do giữ lại
field-disabled = Khóa tài khoản
field-absent_until = Vắng mặt đến hết ngày
hint-username = Từ 3 đến 40 chữ thường không dấu, số, dấu chấm hoặc gạch nối.
hint-grants = Vai trò có hiệu lực tại đơn vị và các đơn vị trực thuộc.
hint-marks-names = Họ và tên đầy đủ, mỗi dòng một tên.
hint-marks-phones = Mỗi dòng một số.
hint-marks-emails = Mỗi dòng một địa chỉ.
hint-marks-id_number = Ô nào để trống thì thông tin cũ của ô đó bị bỏ khi lưu.
hint-disabled = Các phiên đăng nhập kết thúc ngay.
hint-absent_until = Trong thời gian này việc phê duyệt, ghi nhận ký chuyển cho lãnh đạo khác.

# Quản trị: đơn vị.
field-unit-name = Tên đơn vị
field-parent = Đơn vị cấp trên
field-unit-level = Cấp
field-sign = Ký hiệu
field-remote = Vùng sâu, vùng xa, đi lại khó khăn
field-bodies = Giúp việc cho
field-public = Công dân gửi đơn được tại đây
field-valid_from = Có từ ngày
field-valid_to = Đến hết ngày
hint-sign = Có trong số đơn, ví dụ CK trong 0012/2026/CK; không đổi được khi đã cấp số.
hint-remote = Thời hạn giải quyết khiếu nại dài hơn (Luật Khiếu nại, điều 28, 37).
hint-bodies = Vụ việc thuộc thẩm quyền các cơ quan này được giải quyết tại đây; vụ việc khác phải chuyển hoặc hướng dẫn.
hint-valid_to = Để trống nếu vẫn còn hoạt động.

# Quản trị: cuộc bầu cử.
field-election-name = Tên cuộc bầu cử
field-day = Ngày bầu cử
field-contests = Các cơ quan được bầu
field-units = Tổ chức tại các đơn vị
field-voter_list_posted = Ngày niêm yết danh sách cử tri
field-candidate_list_published = Ngày công bố danh sách người ứng cử
field-result_published = Ngày công bố kết quả
field-opens_before = Bắt đầu trước ngày bầu cử (số ngày)
field-closes_after = Kết thúc sau ngày bầu cử (số ngày)
hint-voter_list_posted = Ngày thực tế; để trống thì dùng ngày theo lịch.
hint-candidate_list_published = Ngày thực tế; để trống thì dùng ngày theo lịch.
hint-result_published = Ngày thực tế; thời hiệu khiếu nại kết quả chỉ tính khi đã ghi ngày này.
hint-opens_before = Từ ngày này đơn về bầu cử theo trình tự bầu cử; thông thường 105.
hint-closes_after = Thông thường 60.

# Quản trị: lịch nghỉ, con số của cơ quan đặt.
field-year = Năm
field-source = Nguồn
field-calendar-source = Văn bản công bố ngày nghỉ
field-off = Ngày nghỉ trong tuần
field-worked = Ngày làm bù
field-name-vi = Tên tiếng Việt
field-name-en = Tên tiếng Anh
field-version = Phiên bản
field-figure-rule = Quy tắc
field-amount = Con số
field-figure-source = Nguồn của con số
hint-off = Ngày lễ, ngày nghỉ bù rơi vào thứ Hai đến thứ Sáu.
hint-worked = Thứ Bảy, Chủ nhật làm việc bù theo thông báo.
hint-amount = Theo đơn vị của quy tắc; với mốc bầu cử là số ngày trước ngày bầu cử.
hint-figure-source = Tên, số, ngày văn bản; được nêu ở mọi nơi dùng con số này.

# Nhắc thời hạn, đặt cho từng đơn vị.
field-own_reminders = Đơn vị đặt riêng
hint-own_reminders = Chọn Không: theo đơn vị cấp trên.
field-reminders-at = Giờ gửi
hint-reminders-at = Giờ Việt Nam, ví dụ 07:30.
field-reminders-long = Thời hạn dài: từ mấy ngày trở lên
hint-reminders-long = Tính theo ngày của chính thời hạn đó (ngày hoặc ngày làm việc), từ 2 đến 60.
field-reminders-before_long = Thời hạn dài: nhắc trước mấy ngày
hint-reminders-before_long = Ví dụ 3, 1.
field-reminders-before_short = Thời hạn ngắn: nhắc trước mấy ngày
hint-reminders-before_short = Ví dụ 1.
field-reminders-before_freeze = Vụ việc về người ứng cử: nhắc trước ngày ngừng xem xét mấy ngày
hint-reminders-before_freeze = Ví dụ 3, 2, 1 là các ngày E-13, E-12, E-11.
field-reminders-after_general = Báo cấp trên, giải quyết theo luật chung: sau hạn mấy ngày làm việc
hint-reminders-after_general = Mỗi lần lên một cấp; 0 là chính ngày cuối. Ví dụ 0, 2, 5.
field-reminders-after_election = Báo cấp trên, giải quyết theo luật bầu cử: sau hạn mấy ngày
hint-reminders-after_election = Tính mọi ngày trong tuần. Ví dụ 0, 1, 2.
field-reminders-half = Nhắc khi thời hạn dài còn một nửa
field-reminders-digest = Gửi tóm tắt việc mỗi sáng
