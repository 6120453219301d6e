import CKernels
import COpenBLAS

extension CPUBackend {
  /// Incremented when our own code changes the order of a sum, and with it the bits of results.
  private static let orderOfReduction = 2

  /// Reduction order, kernels and their compiler, the product implementation, and libm.
  ///
  /// The number of threads is not part of it, since it does not affect the bits. Neither is support
  /// for bfloat16 products: a machine without it refuses such work instead of computing other bits.
  package var numericIdentity: String {
    let parts = [
      "order \(Self.orderOfReduction)",
      "\(String(cString: kernels.pointee.name)) kernels (\(String(cString: ck_compiler())))",
      hasOwnProducts ? "own products" : "products by \(Self.openBLAS)", Self.mathLibrary,
    ]
    return parts.joined(separator: ", ")
  }

  /// The version and the core type, which together choose OpenBLAS's kernels and blocking.
  private static var openBLAS: String {
    let words = openblas_get_config().map { String(cString: $0).split(separator: " ") } ?? []
    let core = openblas_get_corename().map { String(cString: $0) } ?? "unknown core"
    return "\(words.prefix(2).joined(separator: " ")) \(core)"
  }

  private static var mathLibrary: String {
    "libm \(String(cString: ck_math_library()))"
      + (ck_fuses_multiply_add() == 0 ? " without FMA" : "")
  }
}
