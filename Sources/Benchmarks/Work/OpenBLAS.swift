import COpenBLAS

/// OpenBLAS by itself, with threads of its own: the yardstick for products.
enum OpenBLAS {
  /// Returns the seconds of one product [m, k] by [k, n], the middle of three.
  static func seconds(m: Int, n: Int, k: Int, threads: Int) -> Double {
    let (a, b) = ([Float](repeating: 0.5, count: m * k), [Float](repeating: 0.25, count: k * n))
    var c = [Float](repeating: 0, count: m * n)
    openblas_set_num_threads(CInt(threads))
    defer { openblas_set_num_threads(1) }
    return medianSeconds(runs: 3) {
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, CInt(m), CInt(n), CInt(k), 1, a, CInt(k), b,
        CInt(n), 0, &c, CInt(n))
    }
  }
}
