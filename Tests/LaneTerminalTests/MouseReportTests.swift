import LaneCanvas
import Testing

@testable import LaneTerminal

@Suite struct MouseReportTests {
    /// Events of reports, each so many milliseconds after the one before.
    private func events(_ reports: [(milliseconds: Int, text: String)]) -> [MouseEvent] {
        var now = ContinuousClock.now
        var decoder = InputDecoder(at: now)
        return reports.flatMap { report -> [MouseEvent] in
            now += .milliseconds(report.milliseconds)
            return decoder.take("\u{1B}\(report.text)".utf8, at: now).compactMap {
                if case .mouse(let event) = $0 { event } else { nil }
            }
        }
    }

    @Test(arguments: [
        ("[<0;6;4M", MouseEvent(row: 3, column: 5, kind: .press)),
        ("[<64;1;1M", MouseEvent(row: 0, column: 0, kind: .wheelUp)),
        ("[<69;300;20M", MouseEvent(row: 19, column: 299, kind: .wheelDown, shift: true)),
        ("[<16;6;4M", MouseEvent(row: 3, column: 5, kind: .press, control: true)),
        ("[M &$", MouseEvent(row: 3, column: 5, kind: .press)),
        ("[Ma!!", MouseEvent(row: 0, column: 0, kind: .wheelDown)),
    ])
    func `reports in either form say where, and what with`(text: String, event: MouseEvent) {
        #expect(events([(0, text)]) == [event])
    }

    @Test func `a second press in the same cell, soon, is a double click, and a third a single one`() {
        let press = "[<0;6;4M"
        #expect(events([(0, press), (100, press), (100, press)]).map(\.clicks) == [1, 2, 1])
        #expect(events([(0, press), (0, "[<0;6;4m"), (100, press)]).map(\.clicks) == [1, 2])
        #expect(events([(0, press), (500, press), (300, press)]).map(\.clicks) == [1, 1, 2])
        #expect(events([(0, press), (100, "[<0;7;4M"), (100, press)]).map(\.clicks) == [1, 1, 1])
    }

    @Test func `motion counts while the button is held`() {
        let drag = "[<32;9;4M"
        #expect(events([(0, drag)]).isEmpty)
        #expect(
            events([(0, "[<0;6;4M"), (10, drag), (10, "[<0;9;4m"), (10, drag)]).map(\.kind) == [
                .press, .drag,
            ])
        #expect(events([(0, "[<0;6;4M"), (10, drag)]).last?.column == 8)
    }

    @Test(arguments: [
        "[<1;6;4M", "[<2;6;4M", "[<66;6;4M", "[<0;0;4M", "[<0;6M", "[<0;6;4;5M", "[M \u{20}!", "[<M",
    ])
    func `other buttons, and places that there are none of, are nothing`(text: String) {
        #expect(events([(0, text)]).isEmpty)
    }
}
