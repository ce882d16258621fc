/// The built-in themes, embedded in the binary so that it needs no folder beside it.
package enum Themes {
    /// Each theme's name and its TOML source, in the order in which `t` cycles them.
    package static let sources: [(name: String, toml: String)] = [
        ("dark", text(PackageResources.dark_toml)),
        ("light", text(PackageResources.light_toml)),
        ("monochrome", text(PackageResources.monochrome_toml)),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
