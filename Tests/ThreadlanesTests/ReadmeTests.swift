import Foundation
import Testing

/// What the README says of itself.
@Suite struct ReadmeTests {
    private let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The first line of the README that makes this file.
    private func command(making file: String) throws -> String {
        let text = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
        return try #require(text.split(separator: "\n").first { $0.hasSuffix("-o \(file)") }.map(String.init))
    }

    @Test func `its picture is what the command beside it makes, byte for byte`() async throws {
        let command = try command(making: ".github/lock.svg")
            .replacing("threadlanes record", with: #""$threadlanes" record"#)
            .replacing("-o .github/lock.svg", with: #"-o "$made""#)
        let run = try await shell(
            #"made="$PWD/made.svg"; cd '\#(folder.path)' && \#(command) && cmp "$made" .github/lock.svg"#)
        #expect(
            run.status == 0, "\(run.errors)\(run.output): where the screen has changed, run the command again"
        )
    }
}
