/// A piece of text that stays out of the package, and where it is at home.
struct BannedToken: Sendable {
  /// Which part of a file is searched.
  enum Place {
    case code
    case strings
    case comments
  }

  /// A regular expression.
  let pattern: String
  let place: Place
  /// The modules that may use it.
  var homes: Set<String> = []
  /// The files that may use it.
  var homeFiles: Set<String> = []
  /// Whether tests may use it.
  var isAllowedInTests = true
  /// The language it is banned from.
  var language = SourceFile.Language.swift
  let instead: String

  static let all: [BannedToken] = [
    BannedToken(
      pattern: #"\b(public|open) (\w+ )*(let|var|func|init|struct|class|enum|actor|protocol)\b"#,
      place: .code, isAllowedInTests: false, instead: "use 'package'"),
    BannedToken(
      pattern: "@_exported", place: .code, isAllowedInTests: false,
      instead: "import the module where it is used"),
    BannedToken(pattern: #"\btry!"#, place: .code, instead: "throw a fact"),
    BannedToken(
      pattern: #"\bfatalError\("#, place: .code,
      instead: "throw a fact, or use 'precondition' with a sentence"),
    BannedToken(
      pattern: "@unchecked Sendable", place: .code, instead: "let the compiler see why it is safe"),
    BannedToken(
      pattern: #"(?<![\w.])print\("#, place: .code,
      homes: ["Benchmarks", "Sweeps"],
      instead: "use 'Console', or a logger that was passed in"),
    BannedToken(
      pattern: #"\bFileHandle\.standard|\bSTDOUT_FILENO\b|\b(fputs|puts|printf|readLine)\("#,
      place: .code, homes: ["Benchmarks", "Sweeps"], homeFiles: ["Console.swift"],
      instead: "use 'Console', which makes text visible, or 'StandardInput'"),
    BannedToken(
      pattern: #"\bgetenv\(|processInfo\.environment\b"#, place: .code,
      homes: ["llamero", "Benchmarks"],
      instead: "have the value handed down"),
    BannedToken(
      pattern: #"\.random\(in:|\.random\(\)|\.shuffled\(\)|\.shuffle\(\)|\.randomElement\(\)"#,
      place: .code, isAllowedInTests: false, instead: "use 'Random(seed, stream:, …)'"),
    BannedToken(
      pattern: #"\bData\(contentsOf:(?!.*\.alwaysMapped)|\bString\(contentsOf|\.atomic\b|"#
        + #"\b[dD]ata(\(.*\))?\.write\(to:|\bcreateFile\(|\batomically:"#,
      place: .code, homes: ["Files", "Sweeps", "Benchmarks"],
      instead: "read and write whole files with 'WholeFile'"),
    BannedToken(
      pattern: #"</?(html|head|body|div|span|p|ul|ol|li|table|tr|td|th|h[1-6]|br|img|script|nav|"#
        + #"section|article|form|button|textarea|pre|strong|em)(\s[^>]*)?/?>"#,
      place: .strings, instead: "write a template"),
    BannedToken(
      pattern: #"<svg\b"#, place: .strings, homes: ["Charts"], instead: "draw it in 'Charts'"),
    BannedToken(
      pattern: #"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|CREATE\s+(TABLE|INDEX)|"#
        + #"DELETE\s+FROM|UPDATE\s+\w+\s+SET|PRAGMA)\b"#,
      place: .strings, homes: ["Artifacts"], instead: "ask 'Artifacts' for the record"),
    BannedToken(
      pattern: #"\b(malloc|calloc|realloc|free)\s*\(|\bpthread"#, place: .code, language: .c,
      instead: "use the caller's buffer"),
    BannedToken(
      pattern: #"\b(TODO|FIXME)\b(?!\s*\(?#\d+)"#, place: .comments, isAllowedInTests: false,
      instead: "open an issue and give its number"),
    BannedToken(
      pattern: #"\b(TODO|FIXME)\b(?!\s*\(?#\d+)"#, place: .comments, isAllowedInTests: false,
      language: .c, instead: "open an issue and give its number"),
  ]
}
