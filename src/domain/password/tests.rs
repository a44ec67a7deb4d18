use super::*;

#[test]
fn what_many_choose_is_refused() {
    let common = [
        "password1234",
        "Password!2345",
        "1q2w3e4r5t6y",
        "qwertyqwerty",
        "matkhau123456",
        "Mật khẩu 123456",
        "anhyeuem2026!",
        "vietnamvodich",
        "aaaaaaaaaaaa",
        "abcabcabcabca",
        "123456789012",
        "210987654321",
        "passwordpassword",
        "qwertyuiopas",
        "zyxwvutsrqpo",
        "2026administrator",
        "            ",
        "Abc@123456789",
        "zaq12wsxcde3",
        "Admin@1234567",
        "123456@abcdef",
    ];
    for common in common {
        assert!(is_common(common), "{common}");
        assert!(matches!(common.parse::<Password>(), Err(Unfit::PasswordCommon)), "{common}");
    }
}

#[test]
fn a_sentence_is_taken() {
    let good = ["con cò bay lả bay la", "correct horse battery staple", "mật khẩu mới rất dài", "Tr0ub4dor&3-longer", "kJ8#mQ2$vX9!pL"];
    for good in good {
        assert!(good.parse::<Password>().is_ok(), "{good}");
    }
}

#[test]
fn composed_and_decomposed_are_one_password() {
    let (composed, decomposed) = ("m\u{1ea1}t th\u{01b0} r\u{1ea5}t d\u{e0}i", "ma\u{323}t thu\u{31b} ra\u{302}\u{301}t da\u{300}i");
    assert_ne!(composed, decomposed);
    assert_eq!(prepared(composed), prepared(decomposed));
    assert_eq!(*prepared("a\u{a0}b\u{3000}c"), "a b c");
    assert_ne!(prepared("A"), prepared("a"));
    assert!(matches!("mười hai\u{7}chữ".parse::<Password>(), Err(Unfit::PasswordControl)));
}

#[test]
fn a_name_with_a_year_is_no_password() {
    let names = |password: &str| password.parse::<Password>().unwrap().names(["lan.vu", "Vũ Thị Lan", "Phường Cự Khối", "VN"].into_iter());
    for weak in ["cu-khoi-2021", "Phường Cự Khối", "lanvu2026!!!!", "Vũ Thị Lan 26", "PhuongCuKhoi1"] {
        assert!(names(weak), "{weak}");
    }
    for good in ["con cò bay lả bay la", "Cự Khối có bảy khu vực bỏ phiếu", "vn-gió mùa đông bắc"] {
        assert!(!names(good), "{good}");
    }
}

#[test]
fn the_list_is_as_it_is_compared() {
    assert!(list().len() > 19_000);
    assert!(list().contains("123456") && list().contains("matkhau"));
    let unfolded: Vec<_> = list().iter().filter(|word| fold(word) != **word && !word.contains(' ')).collect();
    assert!(unfolded.is_empty(), "{unfolded:?}");
}
