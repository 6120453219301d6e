import GRDB

/// What leads from one version of the schema to the next; a released one is never edited.
struct StoreStep: Sendable {
  /// The statements.
  let sql: [UInt8]
  /// What the statements cannot do to the rows.
  var rows: @Sendable (Database) throws -> Void = { _ in }

  /// The steps, in order: the first makes version 1.
  static let all: [StoreStep] = [
    StoreStep(sql: PackageResources.v1_store_sql),
    StoreStep(sql: PackageResources.v2_reliability_sql),
    StoreStep(sql: PackageResources.v3_people_sql),
    StoreStep(sql: PackageResources.v4_identity_sql, rows: CollectionNaming.run),
    StoreStep(sql: PackageResources.v5_leases_sql),
    StoreStep(sql: PackageResources.v6_people_sql),
  ]

  func run(_ database: Database) throws {
    try database.execute(sql: String(decoding: sql, as: UTF8.self))
    try rows(database)
  }
}
