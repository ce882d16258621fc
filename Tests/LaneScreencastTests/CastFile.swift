import Foundation
import LaneCanvas

@testable import LaneScreencast

/// An asciicast as its published description wants it, read strictly: docs.asciinema.org/manual/asciicast/v2 and …/v3.
struct CastFile {
    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    struct Event: Equatable {
        /// Microseconds since the beginning, whatever the version.
        let time: Int
        let code: String
        let data: String
    }

    let version: Int
    let size: Size
    let header: [String: Any]
    private(set) var events: [Event] = []

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Wrong(description: "torn last line") }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard let first = lines.first, let header = try Self.json(first) as? [String: Any] else {
            throw Wrong(description: "no header")
        }
        guard let version = header["version"] as? Int else { throw Wrong(description: "no version") }
        self.header = header
        self.version = version
        let known: Set<String>
        let (terminal, columns, rows): ([String: Any], String, String)
        switch version {
        case 2:
            known = ["version", "width", "height", "timestamp", "idle_time_limit", "title", "env", "theme"]
            (terminal, columns, rows) = (header, "width", "height")
        case 3:
            known = ["version", "term", "timestamp", "idle_time_limit", "title"]
            guard let term = header["term"] as? [String: Any],
                Set(term.keys) == ["cols", "rows", "type", "theme"],
                term["type"] as? String == "xterm-256color"
            else { throw Wrong(description: "term") }
            (terminal, columns, rows) = (term, "cols", "rows")
        default: throw Wrong(description: "version \(version)")
        }
        guard Set(header.keys).isSubset(of: known) else { throw Wrong(description: "keys \(header.keys)") }
        guard let width = terminal[columns] as? Int, let height = terminal[rows] as? Int, width > 0,
            height > 0
        else { throw Wrong(description: "size") }
        size = Size(columns: width, rows: height)
        try Self.check(theme: terminal["theme"])
        if let limit = header["idle_time_limit"], !(limit is NSNumber) { throw Wrong(description: "limit") }
        if let title = header["title"], !(title is String) { throw Wrong(description: "title") }

        var last = 0
        for line in lines.dropFirst() {
            guard let event = try Self.json(line) as? [Any], event.count == 3,
                let number = event[0] as? NSNumber, let code = event[1] as? String,
                let data = event[2] as? String
            else { throw Wrong(description: "event \(line)") }
            guard ["o", "m", "r", "x"].contains(code), code != "x" || version == 3 else {
                throw Wrong(description: "code \(code)")
            }
            try Self.check(time: line)
            let micros = Int((number.doubleValue * 1e6).rounded())
            let time = version == 3 ? last + micros : micros
            guard time >= last else { throw Wrong(description: "time runs back at \(line)") }
            last = time
            events.append(Event(time: time, code: code, data: data))
        }
        if version == 3, events.last?.code != "x" { throw Wrong(description: "no exit") }
    }

    private static func json(_ text: Substring) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }

    private static func check(theme: Any?) throws {
        guard let theme = theme as? [String: String], Set(theme.keys) == ["fg", "bg", "palette"] else {
            throw Wrong(description: "theme")
        }
        let palette = (theme["palette"] ?? "").split(separator: ":")
        for color in palette.map(String.init) + [theme["fg"] ?? "", theme["bg"] ?? ""] {
            guard Color(hex: color) != nil else { throw Wrong(description: "color \(color)") }
        }
        guard palette.count == 16 else { throw Wrong(description: "\(palette.count) colours") }
    }

    /// At most six decimals, and none that says nothing.
    private static func check(time line: Substring) throws {
        let number = line.dropFirst().prefix { $0 != "," }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        let digits = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        guard digits, parts.count == 1 || parts[1].count <= 6 && parts[1].last != "0", parts.count <= 2 else {
            throw Wrong(description: "time \(number)")
        }
    }

    /// Plays it to a terminal. `look` is called after every event.
    func play(_ look: (Event, TestTerminal) -> Void = { _, _ in }) -> TestTerminal {
        var terminal = TestTerminal(size: size)
        for event in events {
            switch event.code {
            case "o": terminal.feed(event.data)
            case "r":
                let parts = event.data.split(separator: "x").compactMap { Int($0) }
                if parts.count == 2 { terminal.resize(Size(columns: parts[0], rows: parts[1])) }
            default: break
            }
            look(event, terminal)
        }
        return terminal
    }
}

extension ScreencastHeader {
    init(_ size: Size) { self.init(size: size, palette: .standard) }
}
