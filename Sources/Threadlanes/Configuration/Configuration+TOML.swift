import LaneView
import ThreadModel

extension Configuration {
    /// The configuration as a file that says what each setting means, and that has the same effect when it is read.
    ///
    /// - Parameter path: where that file is, or belongs.
    package func toml(path: String) -> String {
        let defaults = Self.defaults
        let entries = [
            Entry(
                "theme", "The colours: '\(programName) themes' lists them.", quoted(theme),
                quoted(defaults.theme)),
            Entry(
                "speed", "How fast the clock goes: a factor, or \"max\" to skip all waiting.", speed.toml,
                defaults.speed.toml),
            Entry(
                "schedule",
                "Who decides who goes next; best is as the scenario is best seen, parallel where it does not say",
                schedule, defaults.schedule),
            Entry(
                "glyphs", "Characters of lanes; auto is Unicode where the locale has it", glyphs,
                defaults.glyphs),
            Entry(
                "axis",
                "What a column of a lane stands for; auto is time, and steps while one steps or where time is too short",
                axis,
                defaults.axis),
            Entry(
                "panels", "What to show beside the lanes: a list of primitives, code, log.",
                quoted((panels ?? .all).names.joined(separator: ",")), "those that were shown last"),
            Entry(
                "mouse", "Take clicks and the wheel: true, or false to leave them to the terminal.",
                "\(mouse)",
                "\(defaults.mouse)"),
        ]
        let header = """
            # Threadlanes' configuration as it is in effect. It belongs in
            # \(comment(path))
            # and the command line wins over it.

            """
        return header + entries.map(\.text).joined()
    }
}

/// A setting as it stands in a file.
private struct Entry {
    let text: String

    init(_ key: String, _ sentence: String, _ value: String, _ standard: String) {
        text = "\n# \(sentence) Default: \(standard).\n\(key) = \(value)\n"
    }

    init<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ words: String, _ value: Choice, _ standard: Choice
    ) where Choice.RawValue == String {
        let choices = Choice.allCases.map { quoted($0.rawValue) }.joined(separator: ", ")
        self.init(key, "\(words): \(choices).", quoted(value.rawValue), quoted(standard.rawValue))
    }
}

extension Speed {
    fileprivate var toml: String {
        switch self {
        case .times(let factor): "\(factor)"
        case .max: quoted("max")
        }
    }
}

/// A TOML basic string.
private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case _ where scalar.properties.generalCategory == .control:
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

/// Text that does not leave its comment.
private func comment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
}
