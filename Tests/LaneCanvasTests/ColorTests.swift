import LaneCanvas
import Testing

@Suite struct ColorTests {
    @Test func `a colour reads as it is written`() {
        let color = Color(hex: "#1e90FF")
        #expect(color == Color(red: 0x1E, green: 0x90, blue: 0xFF))
        #expect(color?.rgb?.red == 0x1E)
        #expect(color?.rgb?.green == 0x90)
        #expect(color?.rgb?.blue == 0xFF)
    }

    @Test(arguments: [
        "", "#", "1e90ff", "#1e90f", "#1e90ff0", "#1e90fg", "#+1e90f", "#-00001", "# e90ff", "#é90ff",
    ])
    func `anything but six digits is no colour`(text: String) {
        #expect(Color(hex: text) == nil)
    }

    @Test func `the standard colour is no 24-bit colour`() {
        #expect(Color.standard.rgb == nil)
        #expect(Color.standard != Color(red: 0, green: 0, blue: 0))
        #expect(Color.standard != Color(red: 255, green: 255, blue: 255))
    }
}
