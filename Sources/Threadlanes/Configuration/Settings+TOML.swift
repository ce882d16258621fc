import LaneCanvas
import LaneView
import ThreadModel
import Themes

extension Settings {
    /// The names of the settings in a file, in the order in which people are told.
    static let keys = ["theme", "speed", "schedule", "glyphs", "axis", "mouse", "panels"]

    /// Reads a configuration file. A setting that is not known is an error: a misspelt one would silently do nothing.
    package init(_ file: TOMLFile) throws(FileError) {
        for key in file.table.keys.sorted() where !Self.keys.contains(key) {
            throw file.error(
                "\(key) is no setting: expected one of \(Self.keys.joined(separator: ", "))", at: key)
        }
        theme = try file.read("theme", expected: "a theme's name, such as \"dark\"") { $0.string }
        speed = try file.read("speed", expected: "a factor from 0.001 to 1000000, or \"max\"") {
            Speed(toml: $0)
        }
        schedule = try file.read("schedule")
        glyphs = try file.read("glyphs")
        axis = try file.read("axis")
        panels = try file.read("panels", expected: "a list of primitives, code, log, such as \"code,log\"") {
            $0.string.flatMap { try? PanelList(argument: $0) }?.panels
        }
        mouse = try file.read("mouse", expected: "true or false") { $0.bool }
    }
}

extension TOMLFile {
    /// - Returns: nil when the key is not there.
    fileprivate func read<Value>(
        _ key: String, expected: String, _ value: (TOMLValue) -> Value?
    ) throws(FileError) -> Value? {
        guard let entry = table[key] else { return nil }
        guard let value = value(entry) else { throw error("\(key): expected \(expected)", at: key) }
        return value
    }

    fileprivate func read<Choice: RawRepresentable & CaseIterable>(
        _ key: String
    ) throws(FileError) -> Choice? where Choice.RawValue == String {
        let choices = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return try read(key, expected: "one of \(choices)") { $0.string.flatMap(Choice.init(rawValue:)) }
    }
}

extension Speed {
    /// A number, or a text as on the command line.
    fileprivate init?(toml: TOMLValue) {
        guard let text = toml.string ?? toml.double.map({ "\($0)" }) ?? toml.int.map({ "\($0)" }) else {
            return nil
        }
        self.init(argument: text)
    }
}
