import LaneView
import Testing
import ThreadTrace

@Suite struct TimeAxisTests {
    private func seconds(_ seconds: Double) -> Instant { Instant(nanoseconds: Int64(seconds * 1e9)) }

    @Test func `it starts at zero until the live edge comes near the right side, then scrolls by columns`() {
        let axis = TimeAxis()
        #expect(axis.columns(50, now: seconds(0)).start == .zero)
        #expect(axis.columns(50, now: seconds(4.75)).start == .zero)
        #expect(axis.columns(50, now: seconds(4.85)).start == seconds(0.1))
        #expect(axis.columns(50, now: seconds(100)).start == seconds(95.3))
    }

    @Test func `zooming goes from a millisecond to a minute a column`() {
        var axis = TimeAxis()
        #expect(axis.step == .milliseconds(100))
        axis.zoom(by: -1, 50, now: .zero)
        #expect(axis.step == .milliseconds(50))
        axis.zoom(by: -99, 50, now: .zero)
        #expect(axis.step == .milliseconds(1))
        axis.zoom(by: 99, 50, now: .zero)
        #expect(axis.step == .seconds(60))
    }

    @Test func `scrolled back it stays where it is, forward again it follows`() {
        var axis = TimeAxis()
        axis.scroll(by: -20, 50, now: seconds(100))
        #expect(axis.columns(50, now: seconds(100)).start == seconds(93.3))
        #expect(axis.columns(50, now: seconds(200)).start == seconds(93.3))
        axis.scroll(by: 30, 50, now: seconds(100))
        #expect(axis.columns(50, now: seconds(200)).start == seconds(195.3))
        axis.scrollToStart()
        #expect(axis.columns(50, now: seconds(200)).start == .zero)
        axis.follow()
        #expect(axis.columns(50, now: seconds(200)).start == seconds(195.3))
    }

    @Test func `zooming keeps the middle of a view that stands`() {
        var axis = TimeAxis()
        axis.scroll(by: -500, 50, now: seconds(100))
        let middle = axis.columns(50, now: seconds(100)).start(of: 25)
        axis.zoom(by: -1, 50, now: seconds(100))
        #expect(axis.columns(50, now: seconds(100)).start(of: 25) == middle)
    }

    @Test func `a shorter run than the one scrolled in is still in view`() {
        var axis = TimeAxis()
        axis.scroll(by: -10, 50, now: seconds(100))
        #expect(axis.columns(50, now: seconds(1)).start == .zero)
    }

    @Test func `labels are tidy and leave each other room, at every zoom and any moment`() throws {
        for level in 0..<15 {
            var axis = TimeAxis()
            axis.zoom(by: -6 + level, 120, now: .zero)
            for moment in [0, 3, 59.9, 61, 3599.9, 86_400, 31_536_000] {
                let columns = axis.columns(120, now: seconds(moment))
                let labels = axis.labels(columns)
                #expect(labels.count >= 2)
                for (label, next) in zip(labels, labels.dropFirst()) {
                    #expect(label.column + label.text.count + 2 <= next.column, "\(labels)")
                }
                for label in labels {
                    #expect(label.column >= 0)
                    #expect(label.column + label.text.count <= 120)
                }
            }
        }
        var axis = TimeAxis()
        #expect(axis.labels(axis.columns(40, now: .zero)).map(\.text) == ["0s", "1s", "2s", "3s"])
        axis.zoom(by: -1, 40, now: .zero)
        #expect(axis.labels(axis.columns(40, now: .zero)).map(\.text) == ["0s", "0.5s", "1s", "1.5s"])
    }

    @Test func `no clock is too far for it`() {
        var axis = TimeAxis()
        for now in [Instant.distantFuture, Instant(nanoseconds: .min)] {
            axis.scroll(by: -3, 200, now: now)
            axis.zoom(by: -99, 200, now: now)
            _ = axis.labels(axis.columns(200, now: now))
        }
    }
}
