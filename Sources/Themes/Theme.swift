import LaneCanvas

/// How everything looks: a style for each role, and a cycle of styles by which locks are told apart.
package struct Theme: Hashable, Sendable {
    package let name: String
    private let canvas: Style
    private let styles: [Role: Style]
    /// Never empty.
    private let locks: [Style]

    /// Roles that are not given look like the canvas; an empty cycle is one lock style, the canvas.
    package init(name: String, styles: [Role: Style], locks: [Style]) {
        self.name = name
        self.canvas = styles[.canvas] ?? Style()
        self.styles = styles
        self.locks = locks.isEmpty ? [canvas] : locks
    }

    /// The terminal's own colours and nothing else: what is left when a theme cannot be read.
    package static let plain = Theme(name: "plain", styles: [:], locks: [])

    /// The themes in the binary, in the order in which `t` cycles them.
    package static func builtIn() throws(FileError) -> [Theme] {
        var themes: [Theme] = []
        for source in ThemeFiles.sources {
            themes.append(try Theme(name: source.name, toml: source.toml))
        }
        return themes
    }

    package subscript(role: Role) -> Style {
        styles[role] ?? role.substitute.flatMap { styles[$0] } ?? canvas
    }

    /// How many locks look different before colours repeat.
    package var lockCount: Int { locks.count }

    /// The style of the coloured resource with this `ordinal`.
    package func lock(_ ordinal: Int) -> Style { locks[max(ordinal, 0) % locks.count] }

    /// Text on a background of the lock's colour: what a thread does while it holds the lock and does not run.
    package func onLock(_ ordinal: Int) -> Style {
        var style = lock(ordinal)
        style.attributes.formSymmetricDifference(.reverse)
        return style
    }
}
