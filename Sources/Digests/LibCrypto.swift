import COpenSSL

/// What every use of libcrypto needs.
enum LibCrypto {
  private static let isReady: Bool = {
    // Neither the machine's openssl.cnf nor OPENSSL_CONF may change what a digest is.
    check(OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil), "initialize")
    return true
  }()

  /// Prepares the library, once per process.
  static func initialize() {
    precondition(isReady)
  }

  /// Stops the program if a call failed: a digest that may be wrong must not name anything.
  static func check(_ status: CInt, _ call: StaticString) {
    precondition(status == 1, "SHA-256: libcrypto refused to \(call)")
  }
}
