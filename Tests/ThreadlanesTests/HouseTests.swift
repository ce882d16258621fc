import Foundation
import Testing

/// The house of README.md: arrows between modules point down only.
@Suite struct HouseTests {
    /// What each module may rest on.
    private static let arrows: [String: Set<String>] = [
        "ThreadTrace": [],
        "ThreadModel": ["ThreadTrace"],
        "ThreadAnalysis": ["ThreadTrace"],
        "ThreadRuntime": ["ThreadModel", "ThreadTrace", "CFibers"],
        "ThreadScenarios": ["ThreadRuntime"],
        "ThreadExplorer": ["ThreadRuntime", "ThreadModel", "ThreadTrace"],
        "ThreadPrograms": ["ThreadRuntime", "ThreadModel", "ThreadTrace", "CPrograms", "CWatchRecords"],
        "LaneCanvas": [],
        "Themes": ["LaneCanvas"],
        "LaneView": ["ThreadTrace", "ThreadAnalysis", "LaneCanvas", "Themes"],
        "LaneTerminal": ["LaneCanvas", "CNcurses"],
        "LaneScreencast": ["LaneCanvas"],
        "ThreadlanesTool": ["Threadlanes"],
    ]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The modules of this package that a module's files import.
    private func imports(of module: String) throws -> Set<String> {
        let folder = Self.root.appending(path: "Sources/\(module)")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        let own = Set(Self.arrows.keys).union([
            "Threadlanes", "CFibers", "CNcurses", "CPrograms", "CWatch", "CWatchRecords",
        ])
        var found: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                // `@_exported import struct Module.Name` as well.
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 1, place + 1 < words.count else {
                    continue
                }
                if let name = words.last?.split(separator: ".").first.map(String.init), own.contains(name) {
                    found.insert(name)
                }
            }
        }
        return found
    }

    @Test(arguments: arrows.keys.sorted()) func `a module imports what it rests on, and nothing above it`(
        module: String
    ) throws {
        let allowed = try #require(Self.arrows[module])
        #expect(try imports(of: module).subtracting(allowed).isEmpty)
    }

    @Test func `every module has its place in the house`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appending(path: "Sources").path)
        #expect(
            Set(folders)
                == Set(Self.arrows.keys).union([
                    "Threadlanes", "CFibers", "CNcurses", "CPrograms", "CWatch", "CWatchRecords",
                    "EmbedFiles",
                ]))
    }

    /// A debug build would check each inner group anew for every check of the outer one.
    @Test func `options stand side by side, none inside others`() throws {
        let folder = Self.root.appending(path: "Sources/Threadlanes/Commands")
        var groups = 0
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            guard text.contains(": ParsableArguments {") else { continue }
            groups += 1
            #expect(!text.contains("@OptionGroup"), "\(file.lastPathComponent)")
        }
        #expect(groups > 0)
    }

    @Test func `every module has a page`() throws {
        for module in Set(Self.arrows.keys).subtracting(["ThreadlanesTool"]).union(["Threadlanes"]) {
            let page = Self.root.appending(path: "Sources/\(module)/\(module).docc/\(module).md")
            #expect(try String(contentsOf: page, encoding: .utf8).hasPrefix("# ``\(module)``\n"))
        }
    }

    @Test func `no folder of sources is too full to find anything in`() throws {
        let folder = Self.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var counts: [String: Int] = [:]
        for case let file as URL in files where file.pathExtension == "swift" {
            counts[file.deletingLastPathComponent().path, default: 0] += 1
        }
        #expect(counts.filter { $0.value > 24 }.isEmpty)
    }

    // MARK: Rooms

    /// The rooms of LaneView, the lowest first. Those of one row know nothing of each other.
    private static let rooms: [[String]] = [
        ["Scene", "Widgets"], ["Keys"], ["Chart"], ["Panels"], ["Overlays"],
        ["LaneScreen", "Browser", "Lesson"],
        ["App"],
    ]

    private static let view = root.appending(path: "Sources/LaneView")

    /// The text of each file of a room, without comments and string literals.
    private func code(of room: String) throws -> [String: String] {
        let folder = Self.view.appending(path: room)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                return (name, text.replacing(/\/\/.*/, with: "").replacing(/"([^"\\]|\\.)*"/, with: ""))
            })
    }

    @Test func `every file of LaneView is in a room of the map`() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.view.path)
            .filter { !$0.hasSuffix(".docc") }
        #expect(Set(found) == Set(Self.rooms.joined()))
    }

    @Test func `a room of LaneView uses what is below it, and nothing above or beside it`() throws {
        var home: [Substring: String] = [:]
        for room in Self.rooms.joined() {
            for text in try code(of: room).values {
                let declarations = text.matches(
                    of: /(?m)^(package |public )?(final )?(struct|enum|class|protocol|typealias) (\w+)/)
                for match in declarations { home[match.4] = room }
            }
        }
        #expect(home.count > 60)
        for (floor, rooms) in Self.rooms.enumerated() {
            for room in rooms {
                let allowed = Set(Self.rooms[..<floor].joined()).union([room])
                for (file, text) in try code(of: room) {
                    let strangers = text.matches(of: /\b[A-Z]\w+/).map(\.output)
                        .filter { home[$0].map { !allowed.contains($0) } ?? false }
                    #expect(strangers.isEmpty, "\(room)/\(file) uses \(Set(strangers).sorted())")
                }
            }
        }
    }
}
