/// The built-in themes: every file of `themes/`, embedded in the binary.
package enum ThemeFiles {
    /// Each theme's name and its TOML source, in the order in which `t` cycles them.
    package static let sources: [(name: String, toml: String)] = {
        let names = EmbeddedFiles.texts.map(\.name)
        let texts = Dictionary(EmbeddedFiles.texts.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
        return ordered(names).map { ($0, texts[$0, default: ""]) }
    }()

    /// Which themes come first in the cycle: our own two, dark ones, light ones, those for particular eyes and screens.
    package static let preferred = [
        "dark", "light",
        "gruvbox-dark", "solarized-dark", "nord", "dracula", "catppuccin-mocha", "tokyo-night", "one-dark",
        "gruvbox-light", "solarized-light", "catppuccin-latte",
        "high-contrast", "okabe-ito", "monochrome",
    ]

    /// Preferred names as they are preferred, then the others by name: a new theme needs no place in a list.
    package static func ordered(_ names: [String]) -> [String] {
        preferred.filter(names.contains) + names.filter { !preferred.contains($0) }.sorted()
    }
}
