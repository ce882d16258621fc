import LaneCanvas

extension Theme {
    /// Reads a theme: `[palette]` names colours, `[roles]` gives each role a colour or a style, `locks` is the cycle.
    ///
    /// Every role must be there, those with a substitute apart, and no other: a misspelt role would otherwise be a colour that
    /// silently does nothing.
    package init(name: String, toml: String, file: String? = nil) throws(FileError) {
        self = try ThemeFile(name: name, toml: toml, file: file ?? "\(name).toml").theme()
    }
}

/// A theme file while it is being read.
private struct ThemeFile {
    let name: String
    let file: TOMLFile

    init(name: String, toml: String, file: String) throws(FileError) {
        self.name = name
        self.file = try TOMLFile(toml, file: file)
    }

    func theme() throws(FileError) -> Theme {
        let palette = try palette()
        let roles = try section("roles")
        for key in roles.keys.sorted() where Role(rawValue: key) == nil {
            let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("roles.\(key) is no role: expected one of \(known)", at: "roles", key)
        }
        var canvas = Style()
        var styles: [Role: Style] = [:]
        for role in Role.allCases {
            guard let value = roles[role.rawValue] else {
                if role.substitute != nil { continue }
                throw error("roles.\(role.rawValue) is missing: expected \(Self.expected)", at: "roles", nil)
            }
            let place = Place(section: "roles", key: role.rawValue, name: "roles.\(role.rawValue)")
            styles[role] = try style(value, over: canvas, palette, place)
            if role == .canvas { canvas = styles[role] ?? canvas }
        }
        return Theme(name: name, styles: styles, locks: try locks(over: canvas, palette))
    }

    private static let expected = "a palette name, or a table such as { fg = \"name\", bold = true }"

    private func palette() throws(FileError) -> [String: Color] {
        let section = try section("palette")
        var palette = ["standard": Color.standard]
        for key in section.keys.sorted() {
            guard let text = section[key]?.string, let color = Color(hex: text) else {
                throw error("palette.\(key): expected a colour such as \"#1f2933\"", at: "palette", key)
            }
            palette[key] = color
        }
        return palette
    }

    private func locks(over canvas: Style, _ palette: [String: Color]) throws(FileError) -> [Style] {
        let place = Place(section: "", key: "locks", name: "locks")
        guard let values = file.table["locks"]?.array, !values.isEmpty else {
            throw error(
                "locks: expected a list of palette names or style tables", at: place.section, place.key)
        }
        var styles: [Style] = []
        for value in values { styles.append(try style(value, over: canvas, palette, place)) }
        return styles
    }

    private func section(_ name: String) throws(FileError) -> TOMLTable {
        guard let section = file.table[name]?.table else {
            throw error("expected a section [\(name)]", at: "", name)
        }
        return section
    }

    private func style(
        _ value: TOMLValue, over canvas: Style, _ palette: [String: Color], _ place: Place
    ) throws(FileError) -> Style {
        var style = Style(foreground: canvas.foreground, background: canvas.background)
        if let color = value.string {
            style.foreground = try self.color(color, palette, place)
            return style
        }
        guard let table = value.table else {
            throw error("\(place.name): expected \(Self.expected)", at: place.section, place.key)
        }
        for key in table.keys.sorted() {
            let entry = table[key]
            if key == "fg" || key == "bg" {
                guard let name = entry?.string else {
                    throw error("\(place.name).\(key): expected a palette name", at: place.section, place.key)
                }
                let color = try self.color(name, palette, place)
                if key == "fg" { style.foreground = color } else { style.background = color }
            } else if let attribute = Attributes(name: key) {
                guard let isOn = entry?.bool else {
                    throw error("\(place.name).\(key): expected true or false", at: place.section, place.key)
                }
                if isOn { style.attributes.insert(attribute) }
            } else {
                throw error(
                    "\(place.name).\(key): expected fg, bg, bold, dim, italic, underline or reverse",
                    at: place.section, place.key)
            }
        }
        return style
    }

    private func color(
        _ name: String, _ palette: [String: Color], _ place: Place
    ) throws(FileError) -> Color {
        if let color = palette[name] { return color }
        let names = palette.keys.sorted().joined(separator: ", ")
        throw error(
            "\(place.name): \"\(name)\" is not in the palette: expected one of \(names)",
            at: place.section, place.key)
    }

    private func error(_ message: String, at section: String, _ key: String?) -> FileError {
        file.error(message, at: key, in: section)
    }
}

/// Where in the file a style stands, and what it is called in messages.
private struct Place {
    let section: String
    let key: String
    let name: String
}

extension Attributes {
    fileprivate init?(name: String) {
        switch name {
        case "bold": self = .bold
        case "dim": self = .dim
        case "italic": self = .italic
        case "underline": self = .underline
        case "reverse": self = .reverse
        default: return nil
        }
    }
}
