import pytest

from chartside.connectors.document_export.profiles import Profile, read_profile, shipped_profiles


def test_every_shipped_profile_reads_and_says_when_to_use_it():
    profiles = shipped_profiles()
    assert set(profiles) == {"package_folders", "by_kind_and_month", "ready_flag"}
    assert all(profile.title and profile.use_when for profile in profiles.values())


@pytest.mark.parametrize(
    "wrong",
    [
        {"subfolders": "{patient}"},
        {"subfolders": "{kind!r}"},
        {"file_name": "{key}.pdf"},
        {"file_name": "{name}_{patient}"},
        {"ready_file": "../READY"},
    ],
)
def test_a_profile_can_neither_leave_its_folder_nor_name_a_patient(wrong):
    with pytest.raises(ValueError, match=r"profile|braces|plain"):
        Profile(name="p", title="t", use_when="u", **wrong)


@pytest.mark.parametrize(
    "text",
    [
        "name: other\ntitle: t\nuse_when: u\n",
        "name: mine\ntitle: t\nuse_when: u\nfolder: x\n",
        "name: mine\ntitle: 3\n",
    ],
)
def test_a_profile_file_with_anything_odd_is_refused(tmp_path, text):
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"mine\.yaml"):
        read_profile(file)
