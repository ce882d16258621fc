import Foundation
import LaneCanvas
import LaneScreencast
import LaneView
import Testing
import ThreadModel
import ThreadScenarios
import ThreadTrace
import Themes

@testable import Threadlanes

/// The README's picture of the browser is what the browser draws, with a run of the selected scenario. `README_RECORD=1` draws it anew.
@Suite struct BrowserPictureTests {
    @Test func `the README shows the browser as it is`() throws {
        let size = Size(columns: 110, rows: 30)
        let theme = try #require(try Theme.builtIn().first)
        var browser = BrowserScreen(
            Catalogue.builtIn.entries)
        browser.select("lock")
        let run = try RecordedRun(.lock, .random(seed: 7), limit: Instant(seconds: 3.4))
        var trace = Trace()
        trace.append(run.batch)
        let preview = BrowserPreview(
            trace: trace, now: run.end, speed: 4, expected: .init(end: Instant(seconds: 5.1), lanes: 6))
        let frame = browser.frame(preview: preview, theme: theme, glyphs: .unicode, size: size)
        let svg = SVGStill.svg(
            frame, header: ScreencastHeader(size, title: "The scenario browser", theme, timestamp: nil))
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: ".github/browser.svg")
        if ProcessInfo.processInfo.environment["README_RECORD"] != nil {
            try svg.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == svg, "README_RECORD=1 draws it anew")
    }
}
