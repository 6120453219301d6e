import Testing

@testable import Dashboard

struct RequestTests {
  @Test func aFormIsReadAsABrowserWritesIt() throws {
    let form = try FormFields("a=1&b=x+y%2B%C3%A9&c&=empty&d==&".utf8)
    #expect(form["a"] == "1" && form["b"] == "x y+\u{E9}" && form["c"] == "")
    #expect(form[""] == "empty" && form["d"] == "=" && form["e"] == nil)
    #expect(form.number("a") == 1 && form.number("b") == nil)
    #expect(try FormFields([])["a"] == nil)
  }

  @Test(arguments: [
    ("a=1&a=2", FormFields.Fault.repeatedField), ("a&%61", .repeatedField), ("a=%", .badEscape),
    ("a=%1", .badEscape), ("a=%+1", .badEscape), ("%G0=1", .badEscape), ("a=%80", .notText),
    ("a=%ED%A0%80", .notText), ("a=\u{E9}", .strayByte), ("a=1\n", .strayByte),
    ("a b=1", .strayByte), ((0...32).map { "x\($0)" }.joined(separator: "&"), .tooManyFields),
  ])
  func whatIsNoFormSaysWhy(text: String, fault: FormFields.Fault) {
    #expect(throws: fault) { try FormFields(text.utf8) }
  }

  @Test func fieldsAreComparedAsBytes() throws {
    let form = try FormFields("%C3%A9=1&e%CC%81=2".utf8)
    #expect(form["\u{E9}"] == "1" && form["e\u{301}"] == "2")
  }

  @Test(arguments: [
    "application/x-www-form-urlencoded", "APPLICATION/X-WWW-FORM-URLENCODED",
    "application/x-www-form-urlencoded;charset=utf-8",
    " application/x-www-form-urlencoded ; CHARSET=\"Utf-8\" ",
    "application/x-www-form-urlencoded;charset=\"ut\\f-8\"",
  ])
  func formsAreKnownByTheirType(field: String) {
    #expect(MediaType(field)?.isForm == true)
  }

  @Test(arguments: [
    "", "application", "application/", "/x-www-form-urlencoded", "text/plain",
    "application/x-www-form-urlencoded2", "application/x-www-form-urlencoded-x",
    "application/x-www-form-urlencoded;", "application/x-www-form-urlencoded charset=utf-8",
    "application/x-www-form-urlencoded;charset", "application/x-www-form-urlencoded;charset=",
    "application/x-www-form-urlencoded;charset=latin1",
    "application/x-www-form-urlencoded;charset=utf-8;charset=utf-8",
    "application/x-www-form-urlencoded;boundary=x", "application/x-www-form-urlencoded,text/plain",
    "application/x-www-form-urlencoded;charset=\"utf-8", "application /x-www-form-urlencoded",
    "multipart/form-data; boundary=application/x-www-form-urlencoded",
    "text/plain; application/x-www-form-urlencoded", "application/x-www-form-urlencode\u{501}",
  ])
  func everythingElseIsNoForm(field: String) {
    #expect(MediaType(field)?.isForm != true)
  }
}
