/// The built-in themes, embedded in the binary so that it needs no folder beside it.
package enum ThemeFiles {
    /// Each theme's name and its TOML source, in the order in which `t` cycles them: our own two, dark ones, light ones,
    /// those for particular eyes and screens.
    package static let sources: [(name: String, toml: String)] = [
        ("dark", text(PackageResources.dark_toml)),
        ("light", text(PackageResources.light_toml)),
        ("gruvbox-dark", text(PackageResources.gruvbox_dark_toml)),
        ("solarized-dark", text(PackageResources.solarized_dark_toml)),
        ("nord", text(PackageResources.nord_toml)),
        ("dracula", text(PackageResources.dracula_toml)),
        ("catppuccin-mocha", text(PackageResources.catppuccin_mocha_toml)),
        ("tokyo-night", text(PackageResources.tokyo_night_toml)),
        ("one-dark", text(PackageResources.one_dark_toml)),
        ("gruvbox-light", text(PackageResources.gruvbox_light_toml)),
        ("solarized-light", text(PackageResources.solarized_light_toml)),
        ("catppuccin-latte", text(PackageResources.catppuccin_latte_toml)),
        ("high-contrast", text(PackageResources.high_contrast_toml)),
        ("okabe-ito", text(PackageResources.okabe_ito_toml)),
        ("monochrome", text(PackageResources.monochrome_toml)),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
