import Foundation
import Testing

/// What the README and the page for contributors say of themselves.
@Suite struct ReadmeTests {
    private let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The first line of the README that makes this file.
    private func command(making file: String) throws -> String {
        let text = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
        return try #require(text.split(separator: "\n").first { $0.hasSuffix("-o \(file)") }.map(String.init))
    }

    @Test(arguments: [".github/lock.svg", ".github/deadlock.svg", ".github/python.svg"])
    func `its pictures are what the commands beside them make, byte for byte`(_ file: String) async throws {
        let command = try command(making: file)
            .replacing("threadlanes record", with: #""$threadlanes" record"#)
            .replacing("-o \(file)", with: #"-o "$made""#)
        let run = try await shell(
            #"made="$PWD/made.svg"; cd '\#(folder.path)' && \#(command) && cmp "$made" \#(file)"#)
        #expect(
            run.status == 0, "\(run.errors)\(run.output): where the screen has changed, run the command again"
        )
    }

    @Test func `what it shows of a check is what its commands tell, part by part`() async throws {
        let text = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
        let section = try #require(text.split(separator: "\n## ").first { $0.hasPrefix("Checking\n") })
        let blocks = section.matches(of: /\n```\n((?s).*?)```\n/).map { String($0.1) }
        try #require(blocks.count == 2)
        let run = try await shell(blocks[0].replacing(/(?m)^threadlanes/, with: "\"$threadlanes\""))
        #expect(run.status == 0)
        var told = run.output.components(separatedBy: "\n\n")[...]
        for part in blocks[1].components(separatedBy: "\n\n") {
            // The run's own log comes before the first.
            let lines = "\n" + part.trimmingCharacters(in: .newlines)
            let place = told.firstIndex { ("\n" + $0.trimmingCharacters(in: .newlines)).hasSuffix(lines) }
            told = told[try #require(place, "\(lines) is not in \(run.output)")...].dropFirst()
        }
    }

    @Test func `each walk goes as many hops as it says, from function to function that is there`() throws {
        let page = try String(contentsOf: folder.appending(path: ".github/CONTRIBUTING.md"), encoding: .utf8)
        let walks = page.split(separator: "\n### ").compactMap { section -> (hops: Int, Substring)? in
            guard let hops = section.firstMatch(of: /^[^\n]*: (\d+) hops\n/) else { return nil }
            return Int(hops.1).map { ($0, section) }
        }
        #expect(walks.count == 2)
        for (hops, walk) in walks {
            let places = walk.matches(of: /(?m)^\d+\. `([^`]+\.swift)`, `(?:\w+\.)?(\w+)/)
            #expect(places.count == hops + 1)
            for place in places {
                let file = folder.appending(path: "Sources/\(place.1)")
                let code = try String(contentsOf: file, encoding: .utf8)
                let function = place.2 == "init" ? "init(" : "func \(place.2)"
                #expect(code.contains(function), "\(place.1) has no \(place.2)")
            }
        }
    }
}
