# What `cmake --install` puts somewhere: polc, libpolrt with its headers, and what CMake (find_package(polrt): polrt::polrt, polrt::polrt_static,
# polrt::polc) and pkg-config (polrt) need to find them. Everything may be moved as a whole.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS polc polrt_shared polrt_static EXPORT polrtTargets)
install(DIRECTORY runtime/include/polrt TYPE INCLUDE)
install(EXPORT polrtTargets NAMESPACE polrt:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/polrt FILE polrtConfig.cmake)
write_basic_package_version_file(polrtConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/polrtConfigVersion.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/polrt)
configure_file(runtime/polrt.pc.in polrt.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/polrt.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
