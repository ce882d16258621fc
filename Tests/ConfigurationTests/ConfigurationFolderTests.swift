import Testing
import Threadlanes

@Suite struct ConfigurationFolderTests {
    @Test(arguments: [
        (["XDG_CONFIG_HOME": "/etc/mine", "HOME": "/home/kim"], "/etc/mine/threadlanes"),
        (["HOME": "/home/kim"], "/home/kim/.config/threadlanes"),
        (["XDG_CONFIG_HOME": "", "HOME": "/home/kim"], "/home/kim/.config/threadlanes"),
        (["XDG_CONFIG_HOME": "relative", "HOME": "/home/kim"], "/home/kim/.config/threadlanes"),
    ])
    func `it is where the XDG specification says`(_ environment: [String: String], _ path: String) {
        #expect(ConfigurationFolder { environment[$0] }?.path == path)
    }

    @Test func `without a home there is none`() {
        #expect(ConfigurationFolder { _ in nil } == nil)
    }
}
