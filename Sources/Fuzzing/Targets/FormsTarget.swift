import Dashboard

extension FuzzTarget {
  /// What a request brings: a form, a target, a media type, a host.
  static let forms = FuzzTarget("forms") { bytes, _ in
    let text = String(decoding: bytes, as: UTF8.self)
    _ = RequestTarget(text)?.query["pair"]
    _ = MediaType(text)?.isForm
    _ = HostName.of(text)
    let form = try FormFields(bytes)
    _ = (form["token"], form.number("pair"))
  }
}
